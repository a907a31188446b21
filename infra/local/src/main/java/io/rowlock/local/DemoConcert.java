package io.rowlock.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A concert that is on sale, so that there is something to buy; an organiser puts it there like any other. */
final class DemoConcert implements AutoCloseable {
    private static final String TITLE = "An Evening at the Rowlock";

    private final JsonOverHttp commandSide;
    private final JsonOverHttp querySide;
    private final Clock clock;

    DemoConcert(URI commandSide, URI querySide, Clock clock) {
        this.commandSide = new JsonOverHttp(commandSide);
        this.querySide = new JsonOverHttp(querySide);
        this.clock = clock;
    }

    /** An evening that is on sale, with a seat that can be had right now if there is one left. */
    record Evening(String title, String scheduleId, Optional<String> freeSeat) {}

    /** The evening that an earlier start has put on sale, or else a new one. */
    Evening onSale() {
        var scheduleId = scheduleOnSale().orElseGet(this::putOnSale);
        return new Evening(TITLE, scheduleId, freeSeatOf(scheduleId));
    }

    private Optional<String> scheduleOnSale() {
        var concerts =
                querySide.get("/api/concerts?text=" + URLEncoder.encode(TITLE, StandardCharsets.UTF_8), Map.of());
        return concerts.body().findValues("concertId").stream()
                .map(it -> querySide.get("/api/concerts/" + it.asText() + "/schedules", Map.of()))
                .flatMap(it -> it.body().findParents("scheduleId").stream())
                .filter(it -> it.path("state").asText().equals("ONGOING"))
                .map(it -> it.path("scheduleId").asText())
                .findFirst();
    }

    private String putOnSale() {
        var token = commandSide
                .post("/api/auth/login", Map.of("email", "organiser@demo.test", "password", "demo-password"), Map.of())
                .text("accessToken");
        var concertId = commandSide
                .post(
                        "/api/concerts",
                        Map.of(
                                "title", TITLE,
                                "artist", "The Oarsmen",
                                "description", "Songs of the river, for all who came to try this out."),
                        asOrganiser(token))
                .text("concertId");
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var schedule = commandSide.post(
                "/api/concerts/" + concertId + "/schedules",
                Map.of(
                        "venue",
                        "Boathouse Hall",
                        "startsAt",
                        now.plus(Duration.ofDays(31)).toString(),
                        "salesOpenAt",
                        now.toString(),
                        "salesCloseAt",
                        now.plus(Duration.ofDays(30)).toString(),
                        "seatsPerBuyer",
                        10,
                        "holdFor",
                        "PT5M",
                        "gated",
                        false,
                        "sections",
                        List.of(
                                section("A", "VIP", 10, 20, 150_000),
                                section("B", "R", 15, 30, 110_000),
                                section("C", "S", 20, 40, 77_000))),
                asOrganiser(token));
        var scheduleId = schedule.text("scheduleId");
        // Whoever reads the welcome may ask for the seat map at once; by then it is there.
        querySide.get("/api/schedules/" + scheduleId + "/seats", Map.of("Rowlock-At-Least", schedule.position()));
        return scheduleId;
    }

    private static Map<String, String> asOrganiser(String token) {
        return Map.of(
                "Authorization",
                "Bearer " + token,
                "Idempotency-Key",
                UUID.randomUUID().toString());
    }

    private static Map<String, Object> section(String name, String grade, int rows, int seatsPerRow, long price) {
        return Map.of(
                "name", name,
                "grade", grade,
                "rows", rows,
                "seatsPerRow", seatsPerRow,
                "price", Map.of("amount", price, "currency", "KRW"));
    }

    private Optional<String> freeSeatOf(String scheduleId) {
        var seats = querySide.get("/api/schedules/" + scheduleId + "/seats", Map.of());
        return StreamSupport.stream(seats.body().path("sections").spliterator(), false)
                .flatMap(DemoConcert::freeSeatsIn)
                .findFirst();
    }

    private static Stream<String> freeSeatsIn(JsonNode section) {
        var states = section.path("states").asText();
        int seatsPerRow = section.path("seatsPerRow").asInt();
        return IntStream.range(0, states.length())
                .filter(it -> states.charAt(it) == 'A')
                .mapToObj(it ->
                        section.path("name").asText() + "-" + (it / seatsPerRow + 1) + "-" + (it % seatsPerRow + 1));
    }

    @Override
    public void close() {
        commandSide.close();
        querySide.close();
    }
}
