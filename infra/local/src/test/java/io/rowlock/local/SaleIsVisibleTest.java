package io.rowlock.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rowlock.servers.DataFolder;
import io.rowlock.servers.Port;
import io.rowlock.servers.Servers;
import io.rowlock.testing.BoxOffice;
import io.rowlock.testing.Person;
import io.rowlock.testing.Person.Answer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What anna does on the command side she sees on the query side, at once and for good. */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class SaleIsVisibleTest {
    private static final Path ROOT = Path.of(System.getProperty("rowlock.root"));
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int ROUNDS = 50;
    private static final String EMAIL = "anna@example.com";
    private static final String PASSWORD = "ten good seats";

    private final Path folder;
    private Running running;
    private Apps apps;
    private Person anna;
    private String evening;

    SaleIsVisibleTest(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) {
        this.folder = folder;
    }

    @BeforeAll
    void everything_is_started_an_evening_is_on_sale_and_anna_signs_up() {
        startEverything();
        var organiser = loggedIn("organiser@demo.test", "demo-password");
        var opened = boxOffice().openEvening(organiser, 1, ROUNDS + 10, 4);
        evening = opened.at("/scheduleId");
        var signedUp = post("/api/auth/signup", """
                {"email": "%s", "password": "%s", "name": "Anna"}""".formatted(EMAIL, PASSWORD));
        assertThat(signedUp.status()).as(signedUp.body()).isEqualTo(201);
        anna = loggedIn(EMAIL, PASSWORD);
        assertThat(anna.id()).isEqualTo(signedUp.at("/userId"));
    }

    private void startEverything() {
        running = new Running();
        var data = running.add(() -> DataFolder.open(folder));
        var servers = running.add(() -> Servers.start(data, Servers.Ports.anyFree(), (_, _) -> {}));
        var ports = new Apps.Ports(
                Port.any().claimedFor("the command side"), Port.any().claimedFor("the query side"));
        apps = running.add(() -> Apps.start(data, ROOT, ports, servers, TokenKeys.in(data.folder("keys"))));
        apps.awaitReady((_, _) -> {});
    }

    @AfterAll
    void stopEverything() {
        running.stop();
    }

    @Test
    @Order(1)
    void the_very_next_read_shows_each_hold_and_each_release() {
        for (int round = 1; round <= ROUNDS; round++) {
            var hold = held("A-1-" + round);
            assertThat(newestHold(hold).at("/holdId").asString())
                    .as("hold %d", round)
                    .isEqualTo(hold.at("/holdId"));
            assertThat(stateOfSeat(round, hold)).as("seat %d", round).isEqualTo('H');

            var released = boxOffice().release(anna, hold.at("/holdId"));
            assertThat(newestHold(released).at("/state").asString())
                    .as("hold %d", round)
                    .isEqualTo("RELEASED");
            assertThat(stateOfSeat(round, released)).as("seat %d", round).isEqualTo('A');
        }
    }

    @Test
    @Order(2)
    void the_very_next_read_shows_a_payment_and_its_confirmation_follows() {
        var hold = held("A-1-7");
        var ready = boxOffice().ready(anna, hold.at("/holdId"));
        var order = ready.at("/orderId");
        assertThat(read("/api/payments/" + order, ready).at("/status").asString())
                .isEqualTo("READY");

        var paid = boxOffice().succeed(anna, order, "txn-7");
        assertThat(read("/api/payments/" + order, paid).at("/status").asString())
                .isIn("PAID", "CONFIRMED");

        // Both follow from the payment by themselves, so there is no answer that tells how far to wait.
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(read("/api/payments/" + order, paid).at("/status").asString())
                    .isEqualTo("CONFIRMED");
            assertThat(read("/api/reservations", paid).at("/items/0/holdId").asString())
                    .isEqualTo(hold.at("/holdId"));
            assertThat(newestHold(paid).at("/state").asString()).isEqualTo("SOLD");
            assertThat(stateOfSeat(7, paid)).isEqualTo('S');
        });
    }

    @Test
    @Order(3)
    void all_of_it_is_still_there_after_apps_and_servers_were_stopped_and_started_again() {
        var still = held("A-1-9");
        var holds = read("/api/holds", still);
        var payments = read("/api/payments", still);
        var reservations = read("/api/reservations", still);
        var seats = seatMap(still);

        stopEverything();
        startEverything();

        assertThat(read("/api/holds", still)).isEqualTo(holds);
        assertThat(read("/api/payments", still)).isEqualTo(payments);
        assertThat(read("/api/reservations", still)).isEqualTo(reservations);
        assertThat(seatMap(still)).isEqualTo(seats);
        assertThat(boxOffice().hold(anna, evening, "A-1-7").problem()).isEqualTo("seat-sold");

        anna = loggedIn(EMAIL, PASSWORD);
        var next = held("A-1-10");
        assertThat(newestHold(next).at("/holdId").asString()).isEqualTo(next.at("/holdId"));
    }

    @Test
    @Order(4)
    void neither_app_tells_a_stranger_that_it_runs() {
        // Axon does not do that in a test's own process, so only real ones can show it.
        assertThat(Stream.of(apps.commandSide(), apps.querySide()))
                .allSatisfy(app -> assertThat(app.log())
                        .content()
                        .contains("You have opted out of the AxonIQ UpdateChecker")
                        .doesNotContain("anonymous usage data"));
    }

    private BoxOffice boxOffice() {
        return () -> apps.commandSide().address();
    }

    private Answer held(String seat) {
        var hold = boxOffice().hold(anna, evening, seat);
        assertThat(hold.status()).as(hold.body()).isEqualTo(201);
        return hold;
    }

    private JsonNode newestHold(Answer written) {
        return read("/api/holds", written).at("/items/0");
    }

    private char stateOfSeat(int number, Answer written) {
        return seatMap(written).charAt(number - 1);
    }

    private String seatMap(Answer written) {
        return read("/api/schedules/" + evening + "/seats", written)
                .at("/sections/0/states")
                .asString();
    }

    /** One read, by somebody who wants to see what that answer says was written. */
    private JsonNode read(String path, Answer written) {
        var seen = anna.get(querySide(), path, "Rowlock-At-Least", written.position());
        assertThat(seen.status()).as(seen.body()).isEqualTo(200);
        return seen.json();
    }

    private URI querySide() {
        return apps.querySide().address();
    }

    private Person loggedIn(String email, String password) {
        var tokens = post("/api/auth/login", """
                {"email": "%s", "password": "%s"}""".formatted(email, password));
        assertThat(tokens.status()).as(tokens.body()).isEqualTo(200);
        var me = new Person("", tokens.at("/accessToken"));
        return new Person(me.get(apps.commandSide().address(), "/api/users/me").at("/userId"), me.token());
    }

    private Answer post(String path, String json) {
        return Person.send(HttpRequest.newBuilder(apps.commandSide().address().resolve(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build());
    }
}
