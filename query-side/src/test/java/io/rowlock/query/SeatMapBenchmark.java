package io.rowlock.query;

import static io.rowlock.query.Sale.section;
import static org.assertj.core.api.Assertions.assertThat;

import io.rowlock.testing.Corner;
import io.rowlock.testing.OnRealServers;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a seat map of 60,000 seats, half of them sold, costs beside a file with the same bytes from the same server.
 *
 * <p>Both go through the same filters; callers ask one request after the other on connections of their own, for the map and
 * the file in turns, so that each gets its share of whatever else the machine does. Medians of the rounds.
 *
 * <p>Not among the tests that run every time: it takes a minute, and a machine that is busy proves nothing.
 */
@OnRealServers
class SeatMapBenchmark {
    private static final int ROWS = 300;
    private static final int SEATS_PER_ROW = 200;
    private static final int CALLERS = 4;
    private static final int ROUNDS = 7;
    private static final long ROUND_NANOS = 1_000_000_000L;
    private static final String FILES = "/v3/api-docs/files/"; // an address that is open to anyone
    private static final String MAP = "/api/schedules/sch-stadium/seats";

    @Test
    void a_seat_map_costs_little_more_than_a_file(Corner corner, @TempDir Path files) throws Exception {
        try (var log = Log.in(corner, 4);
                var app = Running.in(
                        corner,
                        "--rowlock.seatmap.changes-kept-for=1h", // the tag is to stay the same meanwhile
                        "--spring.web.resources.add-mappings=true",
                        "--spring.web.resources.static-locations=" + files.toUri(),
                        "--spring.mvc.static-path-pattern=" + FILES + "**",
                        "--server.tomcat.max-keep-alive-requests=-1")) {
            halfSoldStadium(app, log);
            var plain = app.get(MAP);
            var compressed = app.get(MAP, "Accept-Encoding", "gzip");
            assertThat(plain.json()
                            .at("/sections/0/states")
                            .asString()
                            .chars()
                            .filter(it -> it == 'S')
                            .count())
                    .as("sold seats")
                    .isBetween(29_000L, 31_000L);
            Files.write(files.resolve("map.json"), plain.response().body());
            Files.write(files.resolve("map.gz"), compressed.response().body());
            var modified = app.get(FILES + "map.json").header("Last-Modified");
            int size = compressed.response().body().length;
            System.out.printf(
                    Locale.ROOT,
                    "60,000 seats, half of them sold: %,d bytes, %,d compressed%n",
                    plain.response().body().length,
                    size);

            var whole = compare(app, "plain", request(MAP, ""), request(FILES + "map.json", ""), 200);
            var small = compare(
                    app,
                    "compressed",
                    request(MAP, "Accept-Encoding: gzip\r\n"),
                    request(FILES + "map.gz", "Accept-Encoding: gzip\r\n"),
                    200);
            var same = compare(
                    app,
                    "not modified",
                    request(MAP, "If-None-Match: " + plain.header("ETag") + "\r\n"),
                    request(FILES + "map.json", "If-Modified-Since: " + modified + "\r\n"),
                    304);
            assertThat(size).isLessThan(20_000);
            assertThat(whole).isGreaterThanOrEqualTo(0.5);
            assertThat(small).isGreaterThanOrEqualTo(0.5);
            assertThat(same).isGreaterThanOrEqualTo(0.9);
        }
    }

    private static void halfSoldStadium(Running app, Log log) throws Exception {
        var position = log.append(Sale.of("stadium").opened(section("A", ROWS, SEATS_PER_ROW)));
        // Waits for it without looking at the map: nobody is to have done that before it is half sold.
        assertThat(app.get("/api/concerts", "Rowlock-At-Least", position.encoded())
                        .status())
                .isEqualTo(200);
        // Anywhere in the house, as it is where buyers choose.
        app.tables().sql("""
                        insert into seat (seat_id, schedule_id, section, row_number, seat_number, state, seen)
                        select 'sch-stadium/A-' || r || '-' || n, 'sch-stadium', 'A', r, n, 'SOLD', 1
                        from generate_series(1, ?) r, generate_series(1, ?) n
                        where hashtext(r || '-' || n) % 2 = 0""").params(ROWS, SEATS_PER_ROW).update();
    }

    private static String request(String path, String headers) {
        return "GET " + path + " HTTP/1.1\r\nHost: here\r\n" + headers + "\r\n";
    }

    /** How many answers to the one there are for each to the other. */
    private static double compare(Running app, String what, String map, String file, int status) throws Exception {
        try (var callers = Executors.newFixedThreadPool(CALLERS)) {
            var maps = new ArrayList<Double>();
            var fromFile = new ArrayList<Double>();
            for (int round = -2; round < ROUNDS; round++) { // the first ones warm up
                double one = perSecond(app, map, status, callers::invokeAll);
                double other = perSecond(app, file, status, callers::invokeAll);
                if (round >= 0) {
                    maps.add(one);
                    fromFile.add(other);
                }
            }
            double ratio = median(maps) / median(fromFile);
            System.out.printf(
                    Locale.ROOT,
                    "%-12s %,8.0f answers/s, the file %,8.0f, ratio %.2f%n",
                    what,
                    median(maps),
                    median(fromFile),
                    ratio);
            return ratio;
        }
    }

    private interface AtOnce {
        List<Future<Integer>> invoke(List<Callable<Integer>> calls) throws InterruptedException;
    }

    private static double perSecond(Running app, String request, int status, AtOnce atOnce) throws Exception {
        var calls = new ArrayList<Callable<Integer>>();
        long end = System.nanoTime() + ROUND_NANOS;
        for (int i = 0; i < CALLERS; i++) {
            calls.add(() -> answersUntil(end, URI.create(app.address()).getPort(), request, status));
        }
        int answers = 0;
        for (var each : atOnce.invoke(calls)) {
            answers += each.get();
        }
        return answers * 1e9 / ROUND_NANOS;
    }

    private static int answersUntil(long end, int port, String request, int status) throws IOException {
        var asked = request.getBytes(StandardCharsets.US_ASCII);
        var buffer = new byte[1 << 17];
        int answers = 0;
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            var answer = socket.getInputStream();
            while (System.nanoTime() - end < 0) {
                socket.getOutputStream().write(asked);
                takeAnswer(answer, buffer, status);
                answers++;
            }
        }
        return answers;
    }

    private static void takeAnswer(InputStream answer, byte[] buffer, int status) throws IOException {
        int many = 0;
        int head = -1;
        while (head < 0) {
            int read = answer.read(buffer, many, buffer.length - many);
            if (read < 0) {
                throw new IOException("closed");
            }
            many += read;
            head = endOfHead(buffer, many);
        }
        var text = new String(buffer, 0, head, StandardCharsets.US_ASCII);
        assertThat(text).startsWith("HTTP/1.1 " + status);
        int left = length(text) - (many - head);
        while (left > 0) {
            left -= answer.read(buffer, 0, Math.min(left, buffer.length));
        }
    }

    private static int endOfHead(byte[] buffer, int many) {
        for (int i = 3; i < many; i++) {
            if (buffer[i] == '\n' && buffer[i - 2] == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    private static int length(String head) {
        int at = head.toLowerCase(Locale.ROOT).indexOf("content-length: ");
        return at < 0 ? 0 : Integer.parseInt(head.substring(at + 16, head.indexOf('\r', at)));
    }

    private static double median(List<Double> values) {
        var sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
