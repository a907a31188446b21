package io.rowlock.command.interleaving;

import io.rowlock.api.Money;
import io.rowlock.api.catalogue.ScheduleCommand.CancelSchedule;
import io.rowlock.api.hold.HoldCommand.ExtendHold;
import io.rowlock.api.hold.HoldCommand.ReleaseHold;
import io.rowlock.api.hold.ReleaseReason;
import io.rowlock.api.payment.PaymentCommand.ApproveMockPayment;
import io.rowlock.api.payment.PaymentCommand.CancelPayment;
import io.rowlock.api.payment.PaymentCommand.FailMockPayment;
import io.rowlock.api.payment.PaymentCommand.HearOfPayment;
import io.rowlock.api.payment.PaymentCommand.PayByWallet;
import io.rowlock.api.payment.PaymentCommand.ReadyPayment;
import io.rowlock.api.payment.PaymentCommand.SubmitPayment;
import io.rowlock.api.payment.PaymentMethod;
import io.rowlock.api.payment.ProviderPaymentId;
import io.rowlock.api.payment.TransactionId;
import io.rowlock.api.wallet.WalletCommand.ChargeWallet;
import io.rowlock.api.wallet.WalletId;
import java.time.Duration;

/** Something that somebody does, or that happens to them. Of holds, the newest of a buyer's is of age 0. */
sealed interface Step {
    void take(Night night);

    record Hold(int buyer, int seats) implements Step {
        @Override
        public void take(Night night) {
            night.hold(buyer, seats);
        }
    }

    record Extend(int buyer, int age) implements Step {
        @Override
        public void take(Night night) {
            night.held(buyer, age).ifPresent(it -> night.ask(new ExtendHold(it.id(), it.buyer())));
        }
    }

    record Release(int buyer, int age) implements Step {
        @Override
        public void take(Night night) {
            night.held(buyer, age)
                    .ifPresent(it -> night.ask(new ReleaseHold(it.id(), it.buyer(), ReleaseReason.BUYER_RELEASED)));
        }
    }

    record Ready(int buyer, int age, PaymentMethod method) implements Step {
        @Override
        public void take(Night night) {
            night.held(buyer, age)
                    .ifPresent(it -> night.ask(new ReadyPayment(it.order(), it.id(), it.buyer(), method)));
        }
    }

    /** As most buyers do it, so that many nights come as far as what may follow. */
    record Buy(int buyer, int seats, PaymentMethod method) implements Step {
        @Override
        public void take(Night night) {
            new Hold(buyer, seats).take(night);
            new Ready(buyer, 0, method).take(night);
            switch (method) {
                case MOCK -> new PayMock(buyer, 0, 1).take(night);
                case WALLET -> {
                    new Charge(buyer).take(night);
                    new PayByTheWallet(buyer, 0).take(night);
                }
                case TOSS, PORTONE -> {
                    new PayAtProvider(buyer, 0, 1, End.RIGHT_AMOUNT).take(night);
                    new Webhook(buyer, 0, 1).take(night);
                }
            }
        }
    }

    /** Held, and about to be paid for. */
    record HoldAndReady(int buyer, int seats, PaymentMethod method) implements Step {
        @Override
        public void take(Night night) {
            new Hold(buyer, seats).take(night);
            new Ready(buyer, 0, method).take(night);
        }
    }

    /** The same attempt twice is a duplicate, another one is a second payment. */
    record PayMock(int buyer, int age, int attempt) implements Step {
        @Override
        public void take(Night night) {
            night.held(buyer, age)
                    .ifPresent(it -> night.ask(new ApproveMockPayment(
                            it.order(), it.buyer(), new TransactionId(it.order() + "-" + attempt))));
        }
    }

    record FailMock(int buyer, int age) implements Step {
        @Override
        public void take(Night night) {
            night.held(buyer, age)
                    .ifPresent(it -> night.ask(new FailMockPayment(it.order(), it.buyer(), "card declined")));
        }
    }

    /** How a payment at the provider ends. */
    enum End {
        RIGHT_AMOUNT,
        WRONG_AMOUNT,
        WRONG_CURRENCY,
        DECLINED
    }

    record PayAtProvider(int buyer, int age, int attempt, End end) implements Step {
        @Override
        public void take(Night night) {
            night.held(buyer, age).ifPresent(it -> {
                var total = it.total();
                night.house()
                        .provider()
                        .pay(
                                it.order() + "-" + attempt,
                                it.order(),
                                switch (end) {
                                    case RIGHT_AMOUNT -> total;
                                    case WRONG_AMOUNT -> new Money(total.amount() - 1, total.currency());
                                    case WRONG_CURRENCY -> new Money(total.amount(), "EUR");
                                    case DECLINED -> null;
                                });
            });
        }
    }

    /** The provider calls, however often, however late, and about whatever. */
    record Webhook(int buyer, int age, int attempt) implements Step {
        @Override
        public void take(Night night) {
            night.held(buyer, age)
                    .ifPresent(it -> night.ask(
                            new HearOfPayment(it.order(), new ProviderPaymentId(it.order() + "-" + attempt))));
        }
    }

    record Confirm(int buyer, int age, int attempt) implements Step {
        @Override
        public void take(Night night) {
            night.held(buyer, age)
                    .ifPresent(it -> night.ask(new SubmitPayment(
                            it.order(), it.buyer(), new ProviderPaymentId(it.order() + "-" + attempt))));
        }
    }

    record CutTheLine(int times) implements Step {
        @Override
        public void take(Night night) {
            night.house().provider().cutTheLine(times);
        }
    }

    record Charge(int buyer) implements Step {
        @Override
        public void take(Night night) {
            night.ask(new ChargeWallet(new WalletId(night.buyer(buyer)), new Money(250, "KRW")));
        }
    }

    record PayByTheWallet(int buyer, int age) implements Step {
        @Override
        public void take(Night night) {
            night.held(buyer, age).ifPresent(it -> night.ask(new PayByWallet(it.order(), it.buyer())));
        }
    }

    record Cancel(int buyer, int age) implements Step {
        @Override
        public void take(Night night) {
            night.held(buyer, age).ifPresent(it -> night.ask(new CancelPayment(it.order(), it.buyer())));
        }
    }

    record CancelTheNight() implements Step {
        @Override
        public void take(Night night) {
            night.ask(new CancelSchedule(night.schedule(), Night.OPERA));
        }
    }

    /** A little less than a hold lasts, just as long, or more. */
    record TimePasses(int minutes) implements Step {
        @Override
        public void take(Night night) {
            night.house().clock().pass(Duration.ofMinutes(minutes));
        }
    }

    /** Policies, sweeps and jobs get ahead of the buyers. */
    record EverybodyCatchesUp() implements Step {
        @Override
        public void take(Night night) {
            Aftermath.awaitSettled(night);
        }
    }
}
