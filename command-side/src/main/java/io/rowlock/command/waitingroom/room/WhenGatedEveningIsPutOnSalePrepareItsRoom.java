package io.rowlock.command.waitingroom.room;

import io.rowlock.api.catalogue.ScheduleEvent.ScheduleOpened;
import io.rowlock.api.waitingroom.RoomCommand.PrepareRoom;
import io.rowlock.api.waitingroom.RoomId;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** An evening is sold through a waiting room: there has to be one, and the seed by which it will be drawn is settled now. */
@Component
@ProcessingGroup(RoomConfiguration.GROUP)
class WhenGatedEveningIsPutOnSalePrepareItsRoom {
    private static final int FIRST_ROUND = 1;

    private final CommandGateway commands;
    private final Commitments commitments;
    private final PolicyDefaults policy;

    WhenGatedEveningIsPutOnSalePrepareItsRoom(CommandGateway commands, Commitments commitments, PolicyDefaults policy) {
        this.commands = commands;
        this.commitments = commitments;
        this.policy = policy;
    }

    @EventHandler
    void on(ScheduleOpened event) {
        if (event.terms().gated()) {
            commands.sendAndWait(new PrepareRoom(
                    new RoomId(event.scheduleId()),
                    event.terms().salesOpenAt(),
                    commitments.commit(event.scheduleId(), FIRST_ROUND),
                    policy.asPolicy()));
        }
    }
}
