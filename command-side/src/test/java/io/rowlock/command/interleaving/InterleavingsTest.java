package io.rowlock.command.interleaving;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlock.api.payment.PaymentMethod;
import io.rowlock.command.interleaving.Step.Buy;
import io.rowlock.command.interleaving.Step.Cancel;
import io.rowlock.command.interleaving.Step.CancelTheNight;
import io.rowlock.command.interleaving.Step.Charge;
import io.rowlock.command.interleaving.Step.Confirm;
import io.rowlock.command.interleaving.Step.CutTheLine;
import io.rowlock.command.interleaving.Step.End;
import io.rowlock.command.interleaving.Step.EverybodyCatchesUp;
import io.rowlock.command.interleaving.Step.Extend;
import io.rowlock.command.interleaving.Step.FailMock;
import io.rowlock.command.interleaving.Step.Hold;
import io.rowlock.command.interleaving.Step.HoldAndReady;
import io.rowlock.command.interleaving.Step.PayAtProvider;
import io.rowlock.command.interleaving.Step.PayByTheWallet;
import io.rowlock.command.interleaving.Step.PayMock;
import io.rowlock.command.interleaving.Step.Ready;
import io.rowlock.command.interleaving.Step.Release;
import io.rowlock.command.interleaving.Step.TimePasses;
import io.rowlock.command.interleaving.Step.Webhook;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Buyers, providers, the organiser and the clock, in any order: whatever they do, seats and money end where they belong. */
class InterleavingsTest {
    private static final Logger LOG = LoggerFactory.getLogger(InterleavingsTest.class);

    /** Opened by the first night. */
    private static final class Opened {
        private static final House HOUSE = new House();
    }

    /** Nights on which none of this happens would show nothing. */
    @AfterContainer
    static void everything_has_happened_and_the_house_is_closed() {
        try (var house = Opened.HOUSE) {
            LOG.info("What happened: {}", house.events());
            assertThat(house.events())
                    .containsKeys(
                            "SaleRefused",
                            "HoldReturned",
                            "HoldExtended",
                            "PaymentDropped",
                            "PaymentConfirmed",
                            "PaymentCancelled",
                            "StrayPaymentReceived",
                            "PaymentRefunded",
                            "WalletRefunded",
                            "ScheduleCancelled");
        }
    }

    @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
    void no_seat_is_sold_twice_no_limit_is_passed_and_no_money_is_lost(@ForAll("nights") List<Step> steps) {
        var night = new Night(Opened.HOUSE);
        steps.forEach(step -> step.take(night));
        night.hearOfEverything();

        Aftermath.awaitSettled(night);

        assertThat(Aftermath.of(night).imbalances()).isEmpty();
    }

    @Provide
    Arbitrary<List<Step>> nights() {
        return step().list().ofMinSize(3).ofMaxSize(30);
    }

    private static Arbitrary<Step> step() {
        var buyer = Arbitraries.integers().between(0, Night.BUYERS - 1);
        var age = Arbitraries.frequency(Tuple.of(5, 0), Tuple.of(1, 1));
        var attempt = Arbitraries.frequency(Tuple.of(3, 1), Tuple.of(1, 2));
        var end = Arbitraries.frequency(
                Tuple.of(5, End.RIGHT_AMOUNT),
                Tuple.of(1, End.WRONG_AMOUNT),
                Tuple.of(1, End.WRONG_CURRENCY),
                Tuple.of(1, End.DECLINED));
        var method = Arbitraries.of(PaymentMethod.MOCK, PaymentMethod.PORTONE, PaymentMethod.WALLET);
        var seats = Arbitraries.integers().between(1, (1 << Night.SEATS) - 1);
        return Arbitraries.frequencyOf(
                Tuple.of(4, Combinators.combine(buyer, seats).as(Hold::new)),
                Tuple.of(5, Combinators.combine(buyer, seats, method).as(HoldAndReady::new)),
                Tuple.of(5, Combinators.combine(buyer, seats, method).as(Buy::new)),
                Tuple.of(2, Combinators.combine(buyer, age, method).as(Ready::new)),
                Tuple.of(4, Combinators.combine(buyer, age, attempt).as(PayMock::new)),
                Tuple.of(5, Combinators.combine(buyer, age, attempt, end).as(PayAtProvider::new)),
                Tuple.of(3, Combinators.combine(buyer, age, attempt).as(Webhook::new)),
                Tuple.of(2, Combinators.combine(buyer, age, attempt).as(Confirm::new)),
                Tuple.of(5, Combinators.combine(buyer, age).as(PayByTheWallet::new)),
                Tuple.of(4, buyer.map(Charge::new)),
                Tuple.of(3, Combinators.combine(buyer, age).as(Cancel::new)),
                Tuple.of(1, Combinators.combine(buyer, age).as(FailMock::new)),
                Tuple.of(3, Combinators.combine(buyer, age).as(Extend::new)),
                Tuple.of(1, Combinators.combine(buyer, age).as(Release::new)),
                Tuple.of(1, Arbitraries.integers().between(1, 4).map(CutTheLine::new)),
                Tuple.of(3, Arbitraries.of(5, 8, 9).map(TimePasses::new)),
                Tuple.of(1, Arbitraries.just(new EverybodyCatchesUp())),
                Tuple.of(1, Arbitraries.just(new CancelTheNight())));
    }
}
