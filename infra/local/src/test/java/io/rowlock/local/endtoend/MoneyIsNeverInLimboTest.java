package io.rowlock.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rowlock.testing.Corner;
import io.rowlock.testing.OnRealServers;
import io.rowlock.testing.PaymentCompany;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every payment that was captured ends in seats sold or in a full refund, whenever the command side is killed. */
@OnRealServers
class MoneyIsNeverInLimboTest {
    private static final Logger LOG = LoggerFactory.getLogger(MoneyIsNeverInLimboTest.class);

    /** A few in every build; fifty with {@code -Drowlock.kills=50}. */
    private static final int KILLS = Integer.getInteger("rowlock.kills", 3);

    private static final Duration TIME_TO_SETTLE = Duration.ofSeconds(30);
    private static final Duration TIME_TO_GET_GOING = Duration.ofMinutes(2);
    private static final int MOST_CAPTURES_BEFORE_A_KILL = 12;

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void captured_money_ends_in_seats_or_goes_back_whenever_the_command_side_is_killed(Corner corner) {
        long seed = Long.getLong("rowlock.seed", System.nanoTime());
        LOG.info("{} kills; again with -Drowlock.seed={}", KILLS, seed);
        var chance = new Random(seed);
        try (var toss = PaymentCompany.toss();
                var portOne = PaymentCompany.portOne();
                var apps = new RealApps(MoneyIsNeverInLimboTest.class, corner)) {
            var books = new Books(apps.log(), List.of(toss, portOne));
            // What nobody ever tells us about is found in the companies' books, soon enough for a test to wait for.
            var lookIntoBooks = List.of(
                    "--rowlock.payment.reconciliation.after=1s,5s,10s",
                    "--rowlock.payment.reconciliation.again-while-open=2s");
            var settings = Stream.of(toss.settings(), portOne.settings(), lookIntoBooks)
                    .flatMap(List::stream)
                    .toArray(String[]::new);
            var boxOffice = apps.readyCommandSide("north", settings);
            try (var crowd = new PayingCrowd(boxOffice, KILLS, List.of(toss, portOne), chance)) {
                for (int kill = 1; kill <= KILLS; kill++) {
                    int enough = books.captures() + 1 + chance.nextInt(MOST_CAPTURES_BEFORE_A_KILL);
                    await().atMost(TIME_TO_GET_GOING)
                            .pollInterval(Duration.ofMillis(5))
                            .untilAsserted(() -> assertThat(books.captures()).isGreaterThanOrEqualTo(enough));
                    boxOffice.process().kill();
                    var paid = books.ordersWithMoney();

                    boxOffice = apps.readyCommandSide("north", settings);
                    crowd.goesTo(boxOffice);

                    await().atMost(TIME_TO_SETTLE)
                            .untilAsserted(() -> assertThat(books.inLimbo(paid)).isEmpty());
                    LOG.info("Kill {}: the money of all {} orders has ended somewhere", kill, paid.size());
                }
            }
            await().atMost(TIME_TO_SETTLE)
                    .untilAsserted(() ->
                            assertThat(books.inLimbo(books.ordersWithMoney())).isEmpty());
            assertThat(books.soldTwice()).isEmpty();
            assertThat(books.givenBackMoreThanTaken()).isEmpty();
            LOG.info("{}", books);
        }
    }
}
