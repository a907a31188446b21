package io.rowlock.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rowlock.testing.Corner;
import io.rowlock.testing.OnRealServers;
import io.rowlock.testing.TokenMint;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a read costs among a thousand evenings and among two million with ten million touched seats.
 *
 * <p>One caller asks both apps in turns, call by call, over HTTP, about now this and now that; medians, because machines do
 * other things as well. Not among the tests that run every time: making ten million seats takes minutes, and a machine that
 * is busy proves nothing.
 */
@OnRealServers
class ReadsBenchmark {
    private static final Logger LOG = LoggerFactory.getLogger(ReadsBenchmark.class);
    private static final int SMALL = 1_000;
    private static final int LARGE = Integer.getInteger("rowlock.schedules", 2_000_000);
    private static final int SEATS_AN_EVENING = 5;
    private static final int BUYERS = 20;
    private static final int WARM_UP = 100;
    private static final int CALLS = Integer.getInteger("rowlock.calls", 300);
    private static final double MOST = 1.5;
    private static final Duration MOST_PATIENCE = Duration.ofSeconds(60);

    /** Maps that are kept in memory once somebody has looked. */
    private static final int LOOKED_AT = 50;

    /** A step that meets everything sooner or later, in whatever order. */
    private static final long STEP = 7_919;

    private static final List<String> READS = List.of(
            "/api/concerts",
            "/api/concerts?page=2&size=40",
            "/api/concerts?text=zauberfl",
            "/api/concerts?text=concert",
            "/api/concerts?from=2027-06-01T00:00:00Z",
            "/api/concerts?from=2027-06-01T00:00:00Z&to=2027-09-01T00:00:00Z",
            "/api/concerts?from=2027-06-01T00:00:00Z&to=2027-06-03T00:00:00Z",
            "/api/concerts?text=concert&from=2027-06-01T00:00:00Z",
            "/api/concerts?text=zauberfl&from=2027-01-01T00:00:00Z",
            "/api/concerts/{concert}",
            "/api/concerts/{concert}/schedules",
            "/api/schedules/{looked-at}/seats",
            "/api/schedules/{looked-at}/seats/stream",
            "/api/schedules/{schedule}/seats",
            "/api/holds",
            "/api/reservations",
            "/api/reservations/{order}",
            "/api/payments",
            "/api/payments/{order}",
            "/api/wallet",
            "/api/feed");

    /** Words that are neither rare nor common, one of them with its evenings over: they cost what holds them. Not judged. */
    private static final List<String> GROWING = List.of(
            "/api/concerts?text=jazz",
            "/api/concerts?text=jazz&from=2027-06-01T00:00:00Z",
            "/api/concerts?text=winterreise",
            "/api/concerts?text=winterreise&from=2027-06-01T00:00:00Z");

    @Test
    @Timeout(3600)
    void a_read_costs_about_the_same_however_much_there_is(Corner corner) throws Exception {
        // Nothing is kept from one call to the next, but maps; and the first look at one is at its rows.
        var unkept = new String[] {
            "--rowlock.free-seats.max-age=0s", "--rowlock.seatmap.max-age=0s", "--rowlock.seatmap.first-look-waits=1ms"
        };
        try (var log = Log.in(corner, 1);
                var few = Running.in(corner, unkept);
                var many = Running.inDatabase(corner, "large", unkept);
                var http = HttpClient.newHttpClient()) {
            long begun = System.nanoTime();
            Catalogues.fill(few.bean(DataSource.class), SMALL, SEATS_AN_EVENING);
            Catalogues.fill(many.bean(DataSource.class), LARGE, SEATS_AN_EVENING);
            LOG.info(
                    "{} evenings and {} touched seats are there after {} s",
                    LARGE,
                    many.count("seat"),
                    (System.nanoTime() - begun) / 1_000_000_000);
            var small = new Callers(http, few, SMALL);
            var large = new Callers(http, many, LARGE);
            small.awaitMaps();
            large.awaitMaps();
            var tooDear = READS.stream()
                    .filter(read -> ratio(small, large, read) > MOST)
                    .toList();
            LOG.info("Not judged, for they cost what holds the word:");
            GROWING.forEach(read -> ratio(small, large, read));
            assertThat(tooDear).isEmpty();
            assertThat(log.everything().marks()).isEmpty();
        }
    }

    private static double ratio(Callers small, Callers large, String read) {
        var few = new long[CALLS];
        var many = new long[CALLS];
        for (int call = -WARM_UP; call < CALLS; call++) {
            long one = small.call(read, call + WARM_UP);
            long another = large.call(read, call + WARM_UP);
            if (call >= 0) {
                few[call] = one;
                many[call] = another;
            }
        }
        double ratio = (double) median(many) / median(few);
        LOG.info(String.format(
                Locale.ROOT, "| %s | %.2f | %.2f | %.2f |", read, median(few) / 1e6, median(many) / 1e6, ratio));
        return ratio;
    }

    private static long median(long[] took) {
        var sorted = took.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** Twenty buyers and an operator of one of the apps, with their tokens in hand. */
    private static final class Callers {
        private final HttpClient http;
        private final Running app;
        private final int schedules;
        private final List<String> tokens = new ArrayList<>();

        Callers(HttpClient http, Running app, int schedules) {
            this.http = http;
            this.app = app;
            this.schedules = schedules;
            IntStream.range(0, BUYERS)
                    .forEach(buyer ->
                            tokens.add(TokenMint.ofThisRun().tokenFor("usr-" + buyerAt(buyer), "BUYER", "OPERATOR")));
        }

        /** Spread over all there are. */
        private long buyerAt(int place) {
            return 1 + place * (schedules / Catalogues.OWNED - 1L) / BUYERS;
        }

        /** Until those that are looked at are kept in memory. */
        void awaitMaps() throws IOException, InterruptedException {
            for (int map = 0; map < LOOKED_AT; map++) {
                whole(request("/api/schedules/{looked-at}/seats", map));
            }
            for (int map = 0; map < LOOKED_AT; map++) {
                var request = request("/api/schedules/{looked-at}/seats/stream", map);
                await().atMost(MOST_PATIENCE).until(() -> firstMessage(request) == 200);
            }
        }

        /** Nanoseconds. */
        long call(String read, int call) {
            var request = request(read, call);
            try {
                long begun = System.nanoTime();
                int status = read.endsWith("/stream") ? firstMessage(request) : whole(request);
                long took = System.nanoTime() - begun;
                assertThat(status).as(read).isEqualTo(200);
                return took;
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(read, e);
            }
        }

        private HttpRequest request(String read, int call) {
            var address = app.address()
                    + read.replace("{concert}", "con-" + some(call, schedules / Catalogues.EVENINGS))
                            .replace("{looked-at}", "sch-" + some(call % LOOKED_AT, schedules))
                            .replace("{schedule}", "sch-" + some(call, schedules))
                            .replace(
                                    "{order}",
                                    "ord-" + (buyerAt(call % BUYERS) * Catalogues.OWNED + 1 + call % Catalogues.OWNED));
            return HttpRequest.newBuilder(URI.create(address))
                    .header("Authorization", "Bearer " + tokens.get(call % BUYERS))
                    .build();
        }

        private int whole(HttpRequest request) throws IOException, InterruptedException {
            return http.send(request, BodyHandlers.ofByteArray()).statusCode();
        }

        /** And goes away. */
        private int firstMessage(HttpRequest request) throws IOException, InterruptedException {
            var answer = http.send(request, BodyHandlers.ofInputStream());
            try (var body = answer.body()) {
                assertThat(body.read()).isNotNegative();
            }
            return answer.statusCode();
        }

        private static long some(long call, long of) {
            return 1 + call * STEP % of;
        }
    }
}
