package io.rowlock.query.catalogue;

import io.rowlock.query.feed.Followed;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;

/** The concerts' table. */
interface Concerts extends JpaRepository<ConcertRow, String> {
    /** A concert with what its evenings say together; of those that have none, it says nothing. */
    interface Listed {
        String getConcertId();

        String getTitle();

        String getArtist();

        @Nullable
        Instant getFirstAt();

        @Nullable
        Instant getLastAt();

        @Nullable
        Long getFromAmount();

        @Nullable
        String getCurrency();
    }

    @NativeQuery(value = """
                    select c.concert_id as concertId, c.title as title, c.artist as artist,
                           min(s.starts_at) as firstAt, max(s.starts_at) as lastAt,
                           (array_agg(s.from_amount order by s.from_amount, s.currency))[1] as fromAmount,
                           (array_agg(s.currency order by s.from_amount, s.currency))[1] as currency
                    from concert c left join schedule s on s.concert_id = c.concert_id
                    where (c.title ilike :like or c.artist ilike :like)
                      and (not :dated or exists (
                           select 1 from schedule d where d.concert_id = c.concert_id
                           and d.starts_at >= :from and d.starts_at < :to))
                    group by c.concert_id
                    order by min(s.starts_at) nulls last, c.concert_id""", countQuery = """
                    select count(*) from concert c
                    where (c.title ilike :like or c.artist ilike :like)
                      and (not :dated or exists (
                           select 1 from schedule d where d.concert_id = c.concert_id
                           and d.starts_at >= :from and d.starts_at < :to))""")
    Page<Listed> list(String like, boolean dated, Instant from, Instant to, Pageable page);

    @Query("select c.concertId as stream, c.seen as last from ConcertRow c where c.concertId in :ids")
    List<Followed> followed(Collection<String> ids);
}
