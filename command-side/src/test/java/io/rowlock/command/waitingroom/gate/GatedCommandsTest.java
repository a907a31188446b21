package io.rowlock.command.waitingroom.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowlock.api.Money;
import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.api.hold.HoldCommand.HoldSeats;
import io.rowlock.api.hold.HoldId;
import io.rowlock.api.identity.BuyerId;
import io.rowlock.api.payment.OrderId;
import io.rowlock.api.payment.PaymentCommand.ReadyPayment;
import io.rowlock.api.payment.PaymentMethod;
import io.rowlock.api.seat.SeatCommand.HoldSeat;
import io.rowlock.api.seat.SeatId;
import io.rowlock.api.seat.SeatName;
import io.rowlock.command.waitingroom.gate.GatedCommands.Asked;
import io.rowlock.command.waitingroom.gate.GatedCommands.Purpose;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class GatedCommandsTest {
    private static final ScheduleId TOSCA = new ScheduleId("sch-tosca");
    private static final BuyerId ANNA = new BuyerId("usr-anna");
    private static final HoldId HOLD = new HoldId(TOSCA, "9w3f");

    @Test
    void a_hold_is_asked_of_its_evening_for_its_buyer() {
        assertThat(GatedCommands.in(new HoldSeats(HOLD, ANNA, List.of(SeatName.of("A-1-1")))))
                .contains(new Asked(TOSCA, ANNA, Purpose.HOLD));
    }

    @Test
    void a_single_seat_is_gated_too_though_nobody_sends_it_alone() {
        var seat = new SeatId(TOSCA, SeatName.of("A-1-1"));
        assertThat(GatedCommands.in(new HoldSeat(seat, HOLD, ANNA, new Money(1, "KRW"), Instant.EPOCH)))
                .contains(new Asked(TOSCA, ANNA, Purpose.HOLD));
    }

    @Test
    void going_to_pay_is_gated_and_known_for_what_it_is() {
        assertThat(GatedCommands.in(new ReadyPayment(OrderId.payingFor(HOLD), HOLD, ANNA, PaymentMethod.MOCK)))
                .contains(new Asked(TOSCA, ANNA, Purpose.PAY));
    }

    @Test
    void what_is_not_of_the_vocabulary_does_not_pass() {
        record HoldEverything() {}
        assertThatThrownBy(() -> GatedCommands.in(new HoldEverything()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("HoldEverything");
    }
}
