package io.rowlock.command.hold;

import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.api.hold.AllowanceId;
import io.rowlock.api.hold.HoldId;
import io.rowlock.api.identity.BuyerId;
import io.rowlock.command.hold.Claims.Standing;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Everybody who ever held seats of an evening, and what they still have of it: read from the log, nothing locked. */
@Component
public class EveningHolds {
    private final JdbcClient log;
    private final Holds holds;

    EveningHolds(JdbcClient log, Holds holds) {
        this.log = log;
        this.holds = holds;
    }

    /** A hold whose seats are not on sale yet, by the log. */
    public record Unfinished(HoldId holdId, BuyerId buyer, boolean sold) {}

    /**
     * The next buyers in the order of their ids.
     *
     * @param after the last one of the page before, or an empty text
     */
    public List<BuyerId> buyersAfter(ScheduleId schedule, String after, int atMost) {
        var before = AllowanceId.before(schedule);
        return log.sql("""
                        SELECT aggregate_identifier FROM domain_event
                        WHERE type = 'Allowance' AND sequence_number = 0
                          AND aggregate_identifier COLLATE "C" > :after
                          AND aggregate_identifier COLLATE "C" < :end
                        ORDER BY aggregate_identifier COLLATE "C" LIMIT :most""")
                .param("after", before + after)
                .param("end", before + Character.MAX_VALUE)
                .param("most", atMost)
                .query((row, _) -> AllowanceId.of(row.getString(1)).buyer())
                .list();
    }

    public List<Unfinished> unfinished(ScheduleId schedule, BuyerId buyer) {
        return holds.claims(new AllowanceId(schedule, buyer)).byHold().entrySet().stream()
                .filter(it -> switch (it.getValue().standing()) {
                    case OPEN, SOLD -> true;
                    case RELEASED, LAPSED, RETURNED, SALE_REFUSED -> false;
                })
                .map(it -> new Unfinished(it.getKey(), buyer, it.getValue().standing() == Standing.SOLD))
                .toList();
    }
}
