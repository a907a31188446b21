package io.rowlock.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.api.hold.AllowanceId;
import io.rowlock.api.hold.HoldId;
import io.rowlock.api.identity.BuyerId;
import io.rowlock.api.payment.OrderId;
import io.rowlock.api.payment.PaymentMethod;
import io.rowlock.api.payment.ProviderPaymentId;
import io.rowlock.api.payment.ProviderTransaction;
import io.rowlock.api.payment.TransactionId;
import io.rowlock.api.seat.SeatId;
import io.rowlock.api.seat.SeatName;
import io.rowlock.api.waitingroom.RoomId;
import io.rowlock.api.wallet.WalletId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The text form of an id names its stream, so each form is a contract. */
class IdsTest {
    private static final ScheduleId FIRST_NIGHT = new ScheduleId("sch-1");

    @Test
    void a_seat_is_its_schedule_and_its_name() {
        var seat = new SeatId(FIRST_NIGHT, new SeatName("A", 12, 7));
        assertThat(seat).hasToString("sch-1/A-12-7");
        assertThat(SeatId.of("sch-1/A-12-7")).isEqualTo(seat);
    }

    @Test
    void a_hold_is_its_schedule_and_its_mark() {
        var hold = new HoldId(FIRST_NIGHT, "9w3f");
        assertThat(hold).hasToString("sch-1.9w3f");
        assertThat(HoldId.of("sch-1.9w3f")).isEqualTo(hold);
    }

    @Test
    void an_allowance_is_its_schedule_and_its_buyer() {
        var allowance = new AllowanceId(FIRST_NIGHT, new BuyerId("usr-anna"));
        assertThat(allowance).hasToString("sch-1/buyer/usr-anna");
        assertThat(AllowanceId.of("sch-1/buyer/usr-anna")).isEqualTo(allowance);
    }

    @Test
    void an_order_bears_the_mark_of_the_hold_it_pays_for() {
        assertThat(OrderId.payingFor(new HoldId(FIRST_NIGHT, "9w3f"))).hasToString("ord-9w3f");
    }

    @Test
    void a_wallet_is_its_buyer() {
        var wallet = new WalletId(new BuyerId("usr-anna"));
        assertThat(wallet).hasToString("wallet/usr-anna");
        assertThat(WalletId.of("wallet/usr-anna")).isEqualTo(wallet);
    }

    @Test
    void a_waiting_room_is_its_schedule() {
        var room = new RoomId(FIRST_NIGHT);
        assertThat(room).hasToString("room/sch-1");
        assertThat(RoomId.of("room/sch-1")).isEqualTo(room);
    }

    @Test
    void a_transaction_is_its_method_and_the_providers_name_for_it() {
        var transaction = new ProviderTransaction(PaymentMethod.MOCK, new TransactionId("tx-4711"));
        assertThat(transaction).hasToString("txn/MOCK/tx-4711");
        assertThat(ProviderTransaction.of("txn/MOCK/tx-4711")).isEqualTo(transaction);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a/b", "a.b", "a\nb", "é"})
    void an_opaque_id_cannot_hold_what_joins_ids(String text) {
        assertThatThrownBy(() -> new ScheduleId(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_opaque_id_has_at_most_64_letters() {
        assertThat(new ScheduleId("a".repeat(64)).value()).hasSize(64);
        assertThatThrownBy(() -> new ScheduleId("a".repeat(65))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a/b", "a\nb", "é"})
    void a_name_of_a_providers_cannot_hold_what_joins_ids(String text) {
        assertThatThrownBy(() -> new TransactionId(text)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ProviderPaymentId(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_name_of_a_providers_has_at_most_200_letters() {
        assertThat(new TransactionId("a".repeat(200)).value()).hasSize(200);
        assertThat(new ProviderPaymentId("tgen_2027.05:01-x=".repeat(11)).value())
                .hasSize(198);
        assertThatThrownBy(() -> new TransactionId("a".repeat(201))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ProviderPaymentId("a".repeat(201))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "A", "A-1", "A-1-", "A-0-1", "A-1-0", "A-01-1", "A-1-10000", "a-1-1", "A-1-1-1", "A-1--1"})
    void a_seat_name_is_section_row_and_number(String text) {
        assertThatThrownBy(() -> SeatName.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"A-1-1", "A-12-7", "NORTH1-9999-9999", "5-1-1"})
    void a_seat_name_reads_back_as_it_is_written(String text) {
        assertThat(SeatName.of(text)).hasToString(text);
    }
}
