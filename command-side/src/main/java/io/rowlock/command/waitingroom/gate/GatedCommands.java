package io.rowlock.command.waitingroom.gate;

import io.rowlock.api.catalogue.ConcertCommand;
import io.rowlock.api.catalogue.ConcertCommand.AnnounceConcert;
import io.rowlock.api.catalogue.ScheduleCommand;
import io.rowlock.api.catalogue.ScheduleCommand.BlockSeats;
import io.rowlock.api.catalogue.ScheduleCommand.CancelSchedule;
import io.rowlock.api.catalogue.ScheduleCommand.OpenSchedule;
import io.rowlock.api.catalogue.ScheduleCommand.UnblockSeats;
import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.api.hold.HoldCommand;
import io.rowlock.api.hold.HoldCommand.ExtendHold;
import io.rowlock.api.hold.HoldCommand.HoldSeats;
import io.rowlock.api.hold.HoldCommand.LapseHold;
import io.rowlock.api.hold.HoldCommand.ReleaseHold;
import io.rowlock.api.hold.HoldCommand.ReturnHold;
import io.rowlock.api.hold.HoldCommand.SellHold;
import io.rowlock.api.identity.BuyerId;
import io.rowlock.api.payment.PaymentCommand;
import io.rowlock.api.payment.PaymentCommand.ApproveMockPayment;
import io.rowlock.api.payment.PaymentCommand.ApprovePayment;
import io.rowlock.api.payment.PaymentCommand.CancelForSchedule;
import io.rowlock.api.payment.PaymentCommand.CancelPayment;
import io.rowlock.api.payment.PaymentCommand.ConfirmPayment;
import io.rowlock.api.payment.PaymentCommand.DropPayment;
import io.rowlock.api.payment.PaymentCommand.FailMockPayment;
import io.rowlock.api.payment.PaymentCommand.FailPayment;
import io.rowlock.api.payment.PaymentCommand.HearOfPayment;
import io.rowlock.api.payment.PaymentCommand.PayByWallet;
import io.rowlock.api.payment.PaymentCommand.ReadyPayment;
import io.rowlock.api.payment.PaymentCommand.RecordRefund;
import io.rowlock.api.payment.PaymentCommand.RefundPayment;
import io.rowlock.api.payment.PaymentCommand.RefundToWallet;
import io.rowlock.api.payment.PaymentCommand.SubmitPayment;
import io.rowlock.api.seat.SeatCommand;
import io.rowlock.api.seat.SeatCommand.BlockSeat;
import io.rowlock.api.seat.SeatCommand.ExtendSeat;
import io.rowlock.api.seat.SeatCommand.HoldSeat;
import io.rowlock.api.seat.SeatCommand.ReleaseSeat;
import io.rowlock.api.seat.SeatCommand.ReturnSeat;
import io.rowlock.api.seat.SeatCommand.SellSeat;
import io.rowlock.api.seat.SeatCommand.UnblockSeat;
import io.rowlock.api.waitingroom.RoomCommand;
import io.rowlock.api.waitingroom.RoomCommand.BlockBuyer;
import io.rowlock.api.waitingroom.RoomCommand.ChangePolicy;
import io.rowlock.api.waitingroom.RoomCommand.CloseRoom;
import io.rowlock.api.waitingroom.RoomCommand.EndAdmission;
import io.rowlock.api.waitingroom.RoomCommand.GivePriority;
import io.rowlock.api.waitingroom.RoomCommand.GiveUpPlaces;
import io.rowlock.api.waitingroom.RoomCommand.OpenRoomNow;
import io.rowlock.api.waitingroom.RoomCommand.PrepareRoom;
import io.rowlock.api.waitingroom.RoomCommand.PublishDraw;
import io.rowlock.api.waitingroom.RoomCommand.UnblockBuyer;
import io.rowlock.api.waitingroom.RoomCommand.WithdrawPriority;
import io.rowlock.api.wallet.WalletCommand;
import io.rowlock.api.wallet.WalletCommand.ChargeWallet;
import io.rowlock.api.wallet.WalletCommand.RefundWallet;
import io.rowlock.api.wallet.WalletCommand.UseWallet;
import java.util.Optional;

/**
 * Which commands are gated.
 *
 * <p>Every command is named here, none is left to a default: a new one does not compile until it is decided whether an
 * admission is needed for it. Gated is what a buyer begins with; what a buyer has begun may be brought to its end without
 * an admission, and what nobody but the house asks for needs none.
 */
final class GatedCommands {
    /** What an admission must be for. */
    record Asked(ScheduleId schedule, BuyerId buyer, Purpose purpose) {}

    /** What a buyer wants in with. */
    enum Purpose {
        HOLD,
        /** Seats are held already, so whoever comes a little late is not cut off. */
        PAY
    }

    /**
     * Empty for what needs no admission.
     *
     * @throws IllegalArgumentException for what is not of the vocabulary: it was never decided about, so it does not pass
     */
    static Optional<Asked> in(Object command) {
        return switch (command) {
            case HoldCommand hold -> of(hold);
            case SeatCommand seat -> of(seat);
            case PaymentCommand payment -> of(payment);
            case WalletCommand wallet -> of(wallet);
            case ConcertCommand concert -> of(concert);
            case ScheduleCommand schedule -> of(schedule);
            case RoomCommand room -> of(room);
            default ->
                throw new IllegalArgumentException("Nobody has decided whether this is gated: " + command.getClass());
        };
    }

    private static Optional<Asked> of(HoldCommand command) {
        return switch (command) {
            case HoldSeats hold -> asked(hold.holdId().schedule(), hold.buyer(), Purpose.HOLD);
            // The buyer has these seats; to give them back or to keep them a little longer takes nothing from anybody.
            case ReleaseHold _, ExtendHold _ -> Optional.empty();
            // The house's own: time is up, it is paid for, or it is undone.
            case LapseHold _, SellHold _, ReturnHold _ -> Optional.empty();
        };
    }

    private static Optional<Asked> of(SeatCommand command) {
        return switch (command) {
            // A hold reaches its seats by another way; but there is a handler on the bus, so there is a way in.
            case HoldSeat hold -> asked(hold.seatId().schedule(), hold.buyer(), Purpose.HOLD);
            // Each of these needs a hold that is there already.
            case ExtendSeat _, ReleaseSeat _, SellSeat _, ReturnSeat _ -> Optional.empty();
            // The organiser's.
            case BlockSeat _, UnblockSeat _ -> Optional.empty();
        };
    }

    private static Optional<Asked> of(PaymentCommand command) {
        return switch (command) {
            case ReadyPayment ready -> asked(ready.holdId().schedule(), ready.buyer(), Purpose.PAY);
            // An order that is there is brought to its end: money that is on its way waits for no admission.
            case SubmitPayment _, PayByWallet _, ApproveMockPayment _, FailMockPayment _, CancelPayment _ ->
                Optional.empty();
            // What the provider says, and what follows.
            case HearOfPayment _,
                    ApprovePayment _,
                    DropPayment _,
                    FailPayment _,
                    ConfirmPayment _,
                    RefundPayment _,
                    RefundToWallet _,
                    CancelForSchedule _,
                    RecordRefund _ -> Optional.empty();
        };
    }

    private static Optional<Asked> of(WalletCommand command) {
        return switch (command) {
            // A wallet is of no evening.
            case ChargeWallet _, UseWallet _, RefundWallet _ -> Optional.empty();
        };
    }

    private static Optional<Asked> of(ConcertCommand command) {
        return switch (command) {
            // The organiser's.
            case AnnounceConcert _ -> Optional.empty();
        };
    }

    private static Optional<Asked> of(ScheduleCommand command) {
        return switch (command) {
            // The organiser's.
            case OpenSchedule _, CancelSchedule _, BlockSeats _, UnblockSeats _ -> Optional.empty();
        };
    }

    private static Optional<Asked> of(RoomCommand command) {
        return switch (command) {
            // The operator's.
            case ChangePolicy _,
                    OpenRoomNow _,
                    CloseRoom _,
                    GivePriority _,
                    WithdrawPriority _,
                    BlockBuyer _,
                    UnblockBuyer _,
                    EndAdmission _ -> Optional.empty();
            // The house's own, about the room itself.
            case PrepareRoom _, PublishDraw _, GiveUpPlaces _ -> Optional.empty();
        };
    }

    private static Optional<Asked> asked(ScheduleId schedule, BuyerId buyer, Purpose purpose) {
        return Optional.of(new Asked(schedule, buyer, purpose));
    }

    private GatedCommands() {}
}
