package io.rowlock.command.payment;

import io.rowlock.api.Money;
import io.rowlock.api.payment.OrderId;
import io.rowlock.command.payment.provider.Statement;
import java.util.Optional;

/** Where a provider's books and our log say different things of the same order. */
record Disagreement(OrderId order, Kind kind, String detail) {
    /** What differs, and whether it can be mended without a person. */
    enum Kind {
        /** The provider has money that nobody told us about. */
        UNHEARD_OF(true),
        /** We take it for given back, and the provider still has it. */
        NOT_GIVEN_BACK(true),
        /** We keep it for seats that were sold, and the provider has given it back. */
        TAKEN_BACK(false),
        /** Both have it, and not the same amount. */
        OTHER_AMOUNT(false);

        private final boolean mendable;

        Kind(boolean mendable) {
            this.mendable = mendable;
        }

        boolean isMendable() {
            return mendable;
        }
    }

    /** Ours is looked at after theirs, so what is under way meanwhile is no disagreement. */
    static Optional<Disagreement> between(OrderId order, Money price, Statement theirs, PaymentState ours) {
        return switch (theirs) {
            case Statement.Nothing _ ->
                ours.keepsItsMoney()
                        ? Optional.of(new Disagreement(order, Kind.TAKEN_BACK, "the provider never had anything"))
                        : Optional.empty();
            case Statement.Captured captured -> between(order, price, captured, ours);
        };
    }

    private static Optional<Disagreement> between(
            OrderId order, Money price, Statement.Captured theirs, PaymentState ours) {
        var transaction = theirs.transaction();
        boolean theyHaveIt = theirs.kept().amount() > 0;
        boolean weKeepIt = ours.keepsItsMoney()
                && ours.paidBy().filter(transaction::equals).isPresent();
        if (theyHaveIt && !ours.captured().contains(transaction)) {
            return Optional.of(new Disagreement(order, Kind.UNHEARD_OF, transaction + ", " + theirs.kept()));
        }
        if (weKeepIt && !theyHaveIt) {
            return Optional.of(new Disagreement(order, Kind.TAKEN_BACK, transaction + ", " + price));
        }
        if (weKeepIt && !theirs.kept().equals(price)) {
            return Optional.of(new Disagreement(
                    order, Kind.OTHER_AMOUNT, transaction + ", " + theirs.kept() + " instead of " + price));
        }
        boolean onItsWayBack = ours.due().containsKey(transaction);
        return theyHaveIt && !weKeepIt && !onItsWayBack
                ? Optional.of(new Disagreement(order, Kind.NOT_GIVEN_BACK, transaction + ", " + theirs.kept()))
                : Optional.empty();
    }
}
