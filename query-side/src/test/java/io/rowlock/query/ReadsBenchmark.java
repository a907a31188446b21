package io.rowlock.query;

import static io.rowlock.query.Sale.ANNA;
import static org.assertj.core.api.Assertions.assertThat;

import io.rowlock.testing.Corner;
import io.rowlock.testing.OnRealServers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a read costs among a thousand evenings and among two million with ten million touched seats.
 *
 * <p>One caller asks both apps in turns, over HTTP; medians, because machines do other things as well. Not among the tests
 * that run every time: making ten million seats takes minutes, and a machine that is busy proves nothing.
 */
@OnRealServers
class ReadsBenchmark {
    private static final Logger LOG = LoggerFactory.getLogger(ReadsBenchmark.class);
    private static final int SMALL = 1_000;
    private static final int LARGE = Integer.getInteger("rowlock.schedules", 2_000_000);
    private static final int SEATS_AN_EVENING = 5;
    private static final int WARM_UP = 100;
    private static final int CALLS = 300;
    private static final double MOST = 1.5;

    private static final List<String> READS = List.of(
            "/api/concerts",
            "/api/concerts?text=zauberfl",
            "/api/concerts?text=concert",
            "/api/concerts?from=2027-06-01T00:00:00Z",
            "/api/concerts?text=concert&from=2027-06-01T00:00:00Z",
            "/api/concerts?text=zauberfl&from=2027-01-01T00:00:00Z",
            "/api/concerts/con-17",
            "/api/concerts/con-17/schedules",
            "/api/schedules/sch-17/seats",
            "/api/holds",
            "/api/reservations",
            "/api/reservations/ord-17",
            "/api/payments",
            "/api/payments/ord-17",
            "/api/wallet");

    @Test
    @Timeout(3600)
    void a_read_costs_about_the_same_however_much_there_is(Corner corner) throws Exception {
        // Nothing is kept from one call to the next: it is the database that is measured.
        var unkept = new String[] {"--rowlock.free-seats.max-age=0s", "--rowlock.seatmap.max-age=0s"};
        try (var log = Log.in(corner, 1);
                var small = Running.in(corner, unkept);
                var large = Running.inDatabase(corner, "large", unkept)) {
            Catalogues.fill(small.tables(), SMALL, SMALL * SEATS_AN_EVENING);
            Catalogues.fill(large.tables(), LARGE, LARGE * SEATS_AN_EVENING);
            LOG.info("{} evenings and {} touched seats are there", LARGE, large.count("seat"));
            var tooDear = new ArrayList<String>();
            for (var read : READS) {
                measured(small, read, WARM_UP);
                measured(large, read, WARM_UP);
                double few = 0;
                double many = 0;
                for (int turn = 0; turn < 3; turn++) {
                    few += measured(small, read, CALLS / 3);
                    many += measured(large, read, CALLS / 3);
                }
                double ratio = many / few;
                LOG.info(
                        "{}",
                        String.format(Locale.ROOT, "%8.0f us  %8.0f us  %5.2f  %s", few / 3, many / 3, ratio, read));
                if (ratio > MOST) {
                    tooDear.add(read + ": " + ratio);
                }
            }
            assertThat(tooDear).isEmpty();
            assertThat(log.everything().marks()).isEmpty();
        }
    }

    /** The median in microseconds. */
    private static double measured(Running app, String address, int calls) throws Exception {
        var took = new long[calls];
        for (int call = 0; call < calls; call++) {
            long begun = System.nanoTime();
            var answer = app.getAs(ANNA, address);
            took[call] = System.nanoTime() - begun;
            assertThat(answer.status()).as(address).isEqualTo(200);
        }
        Arrays.sort(took);
        return took[calls / 2] / 1_000.0;
    }
}
