package io.rowlock.query.reservations;

import java.util.Optional;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

/** The table of reservations. */
interface Reservations extends JpaRepository<ReservationRow, String> {
    @Query("select r from ReservationRow r where r.buyerId = :buyerId order by r.reservedAt desc, r.reservationId")
    Page<ReservationRow> of(String buyerId, Pageable page);

    @Query("select r from ReservationRow r where r.reservationId = :reservationId and r.buyerId = :buyerId")
    Optional<ReservationRow> of(String buyerId, String reservationId);
}
