package io.rowlock.command.payment;

import static io.rowlock.command.payment.PaymentRefused.Reason.METHOD_DIFFERS;
import static io.rowlock.command.payment.PaymentRefused.Reason.ORDER_NOT_FOUND;

import io.rowlock.api.hold.HoldCommand.SellHold;
import io.rowlock.api.payment.OrderId;
import io.rowlock.api.payment.OrderStatus;
import io.rowlock.api.payment.PaymentCommand.PayByWallet;
import io.rowlock.api.payment.PaymentCommand.RefundToWallet;
import io.rowlock.api.payment.PaymentEvent.PaymentReadied;
import io.rowlock.api.payment.PaymentEvent.RefundDue;
import io.rowlock.api.payment.PaymentMethod;
import io.rowlock.api.wallet.WalletCommand.RefundWallet;
import io.rowlock.api.wallet.WalletCommand.UseWallet;
import io.rowlock.api.wallet.WalletId;
import io.rowlock.command.hold.Holds;
import io.rowlock.command.hold.Sales;
import io.rowlock.command.wallet.Wallets;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/**
 * Where orders meet wallets: whatever happens to both happens in one append.
 *
 * <p>It takes the seats, the allowance, the order and the wallet, in this order always, so that no two can wait for each
 * other.
 */
@Component
class WalletDesk {
    private final EventStore log;
    private final Holds holds;
    private final Sales sales;
    private final Repository<PaymentOrder> orders;
    private final Wallets wallets;

    WalletDesk(EventStore log, Holds holds, Sales sales, Repository<PaymentOrder> orders, Wallets wallets) {
        this.log = log;
        this.holds = holds;
        this.sales = sales;
        this.orders = orders;
        this.wallets = wallets;
    }

    @CommandHandler
    OrderStatus handle(PayByWallet command) {
        var terms = termsOf(command);
        var sale = sales.ask(new SellHold(terms.holdId(), terms.buyer(), terms.orderId()));
        var order = orders.load(terms.orderId().toString());
        if (order.invoke(PaymentOrder::isConfirmed)) {
            return OrderStatus.CONFIRMED; // paid twice is paid once
        }
        order.execute(PaymentOrder::mustBePayableByWallet);
        // Stricter than for money that has left its owner already: here nothing is lost when the time is up.
        holds.openHold(terms.holdId(), terms.buyer());
        sale.mustBePossible();
        var use = new UseWallet(new WalletId(terms.buyer()), terms.orderId(), terms.amount());
        wallets.mustAgreeTo(use);

        sale.carryOut();
        order.execute(PaymentOrder::payByWallet);
        wallets.carryOut(use);
        return OrderStatus.CONFIRMED;
    }

    /** Once only, for what is due is due no longer in the same append. */
    @CommandHandler
    void handle(RefundToWallet command) {
        var order = orders.load(command.orderId().toString());
        order.invoke(it -> it.refundDue(command.transactionId())).ifPresent(due -> {
            order.execute(it -> it.refunded(due));
            wallets.carryOut(inFull(due));
        });
    }

    private static RefundWallet inFull(RefundDue due) {
        return new RefundWallet(new WalletId(due.buyer()), due.orderId(), due.amount());
    }

    /** What an order was readied with never changes, so it may be read before the order's turn to be taken has come. */
    private PaymentReadied termsOf(PayByWallet command) {
        var terms = readied(command.orderId());
        if (!terms.buyer().equals(command.buyer())) {
            throw new PaymentRefused(ORDER_NOT_FOUND);
        }
        if (terms.method() != PaymentMethod.WALLET) {
            throw new PaymentRefused(METHOD_DIFFERS);
        }
        return terms;
    }

    private PaymentReadied readied(OrderId order) {
        var events = log.readEvents(order.toString());
        if (!events.hasNext()) {
            throw new PaymentRefused(ORDER_NOT_FOUND);
        }
        return (PaymentReadied) events.next().getPayload();
    }
}
