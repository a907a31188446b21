package io.rowlock.command.catalogue;

import static io.rowlock.command.catalogue.CatalogueRefused.Reason.SEAT_NOT_FOUND;

import io.rowlock.api.catalogue.ScheduleCommand;
import io.rowlock.api.catalogue.ScheduleCommand.BlockSeats;
import io.rowlock.api.catalogue.ScheduleCommand.CancelSchedule;
import io.rowlock.api.catalogue.ScheduleCommand.OpenSchedule;
import io.rowlock.api.catalogue.ScheduleCommand.UnblockSeats;
import io.rowlock.api.seat.SeatCommand;
import io.rowlock.api.seat.SeatCommand.BlockSeat;
import io.rowlock.api.seat.SeatCommand.UnblockSeat;
import io.rowlock.api.seat.SeatId;
import io.rowlock.api.seat.SeatName;
import io.rowlock.command.seat.Seats;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/** Opens schedules, cancels them and takes seats of them off sale, for which whose they are must be looked at first. */
@Component
class CatalogueDesk {
    private final Ownership ownership;
    private final Repository<Schedule> schedules;
    private final SeatingPlans plans;
    private final CancelledSchedules cancelled;
    private final Seats seats;

    CatalogueDesk(
            Ownership ownership,
            Repository<Schedule> schedules,
            SeatingPlans plans,
            CancelledSchedules cancelled,
            Seats seats) {
        this.ownership = ownership;
        this.schedules = schedules;
        this.plans = plans;
        this.cancelled = cancelled;
        this.seats = seats;
    }

    @CommandHandler
    void handle(OpenSchedule command) throws Exception {
        ownership.mustOwn(command.organiser(), command.concertId());
        schedules.newInstance(() -> Schedule.open(command));
    }

    @CommandHandler
    void handle(CancelSchedule command) {
        ownership.ownSchedule(command).execute(schedule -> schedule.cancel(command));
        // Others learn of it within their patience; this instance need not wait.
        CurrentUnitOfWork.get().afterCommit(_ -> cancelled.lookAgain(command.scheduleId()));
    }

    @CommandHandler
    void handle(BlockSeats command) {
        ownership.ownSchedule(command);
        allOrNone(seatsOf(command, command.seats()).stream()
                .map(seat -> new BlockSeat(seat, command.organiser()))
                .toList());
    }

    @CommandHandler
    void handle(UnblockSeats command) {
        ownership.ownSchedule(command);
        allOrNone(seatsOf(command, command.seats()).stream()
                .map(seat -> new UnblockSeat(seat, command.organiser()))
                .toList());
    }

    private void allOrNone(List<? extends SeatCommand> asked) {
        seats.mustAgreeTo(asked);
        seats.carryOut(asked);
    }

    private List<SeatId> seatsOf(ScheduleCommand command, List<SeatName> named) {
        var sections = plans.of(command.scheduleId()).orElseThrow().sections();
        for (var seat : named) {
            if (sections.stream().noneMatch(section -> section.has(seat))) {
                throw new CatalogueRefused(SEAT_NOT_FOUND, seat);
            }
        }
        return named.stream()
                .map(seat -> new SeatId(command.scheduleId(), seat))
                .toList();
    }
}
