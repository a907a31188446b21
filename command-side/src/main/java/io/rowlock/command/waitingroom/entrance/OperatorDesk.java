package io.rowlock.command.waitingroom.entrance;

import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.api.identity.OperatorId;
import io.rowlock.api.waitingroom.RoomCommand;
import io.rowlock.api.waitingroom.RoomCommand.ChangePolicy;
import io.rowlock.api.waitingroom.RoomId;
import io.rowlock.command.platform.commands.Commands;
import io.rowlock.command.platform.commands.Receipt;
import io.rowlock.command.waitingroom.gate.GateWithoutRedis;
import io.rowlock.command.waitingroom.pace.Pace;
import io.rowlock.command.waitingroom.room.Room;
import io.rowlock.command.waitingroom.room.RoomRefused;
import io.rowlock.command.waitingroom.room.Rooms;
import org.springframework.stereotype.Component;

/** Sees to it that an operator sees at once what they have just done. */
@Component
class OperatorDesk {
    private final Commands commands;
    private final Rooms rooms;
    private final PolicyRules rules;
    private final Pace pace;
    private final GateWithoutRedis gate;

    OperatorDesk(Commands commands, Rooms rooms, PolicyRules rules, Pace pace, GateWithoutRedis gate) {
        this.commands = commands;
        this.rooms = rooms;
        this.rules = rules;
        this.pace = pace;
        this.gate = gate;
    }

    PolicyAnswer policy(ScheduleId schedule) {
        var room = room(schedule);
        return PolicyAnswer.of(room, pace.of(room), gate.stateOf(room));
    }

    /** What is left out stays as it was last, whichever instance changed it. */
    Receipt<Object> change(ScheduleId schedule, OperatorId operator, NewPolicy asked) {
        rules.mustAllow(asked);
        rooms.lookAgain(schedule);
        var before = room(schedule).policy();
        return carryOut(new ChangePolicy(new RoomId(schedule), operator, asked.insteadOf(before)));
    }

    Receipt<Object> carryOut(RoomCommand command) {
        var receipt = commands.carryOut(command);
        rooms.lookAgain(command.roomId().schedule());
        return receipt;
    }

    private Room room(ScheduleId schedule) {
        return rooms.of(schedule).orElseThrow(() -> new RoomRefused(RoomRefused.Reason.ROOM_NOT_FOUND));
    }
}
