package io.rowlock.command.payment;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.rowlock.api.payment.OrderId;
import io.rowlock.command.payment.Disagreement.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The report of what was found to differ, and whether it still does. */
@Repository
class Disagreements {
    private final JdbcClient sql;
    private final MeterRegistry meters;

    Disagreements(JdbcClient sql, MeterRegistry meters) {
        this.sql = sql;
        this.meters = meters;
        for (var kind : Kind.values()) {
            Gauge.builder("rowlock.reconciliation.open", () -> open(kind))
                    .description("Orders on which a provider and we disagree")
                    .tag("kind", kind.name())
                    .register(meters);
        }
    }

    /**
     * A line of the report.
     *
     * @param mendedAt since when both agree again
     */
    record Line(
            OrderId orderId,
            Kind kind,
            String detail,
            Instant foundAt,
            @Nullable Instant mendedAt) {}

    void found(Disagreement disagreement, Instant at) {
        Counter.builder("rowlock.reconciliation.found")
                .description("Times that a provider and we were found to disagree")
                .tag("kind", disagreement.kind().name())
                .register(meters)
                .increment();
        sql.sql("""
                        INSERT INTO disagreement AS known (order_id, kind, detail, found_at)
                        VALUES (:order, :kind, :detail, :at)
                        ON CONFLICT (order_id, kind) DO UPDATE
                        SET detail = excluded.detail, mended_at = NULL,
                            found_at = CASE WHEN known.mended_at IS NULL THEN known.found_at ELSE excluded.found_at END""")
                .param("order", disagreement.order().value())
                .param("kind", disagreement.kind().name())
                .param("detail", disagreement.detail())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    void agreed(OrderId order, Instant at) {
        sql.sql("UPDATE disagreement SET mended_at = :at WHERE order_id = :order AND mended_at IS NULL")
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("order", order.value())
                .update();
    }

    /** Those that still differ first, and the latest first among each. */
    List<Line> report(int atMost) {
        return sql.sql("""
                        SELECT order_id, kind, detail, found_at, mended_at FROM disagreement
                        ORDER BY mended_at IS NOT NULL, found_at DESC LIMIT ?""").param(atMost).query((row, _) -> line(row)).list();
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(
                new OrderId(row.getString("order_id")),
                Kind.valueOf(row.getString("kind")),
                row.getString("detail"),
                row.getTimestamp("found_at").toInstant(),
                instant(row.getTimestamp("mended_at")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }

    private long open(Kind kind) {
        return sql.sql("SELECT count(*) FROM disagreement WHERE kind = ? AND mended_at IS NULL")
                .param(kind.name())
                .query(Long.class)
                .single();
    }
}
