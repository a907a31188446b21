package io.rowlock.command.waitingroom.entrance;

import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.api.identity.BuyerId;
import io.rowlock.api.identity.OperatorId;
import io.rowlock.api.waitingroom.RoomEvent;
import io.rowlock.api.waitingroom.RoomEvent.AdmissionEnded;
import io.rowlock.api.waitingroom.RoomEvent.BuyerBlocked;
import io.rowlock.api.waitingroom.RoomEvent.BuyerUnblocked;
import io.rowlock.api.waitingroom.RoomEvent.DrawPublished;
import io.rowlock.api.waitingroom.RoomEvent.OpenedEarly;
import io.rowlock.api.waitingroom.RoomEvent.PlacesLost;
import io.rowlock.api.waitingroom.RoomEvent.PolicyChanged;
import io.rowlock.api.waitingroom.RoomEvent.PriorityGiven;
import io.rowlock.api.waitingroom.RoomEvent.PriorityWithdrawn;
import io.rowlock.api.waitingroom.RoomEvent.RoomClosed;
import io.rowlock.api.waitingroom.RoomEvent.RoomPrepared;
import io.rowlock.api.waitingroom.RoomId;
import io.rowlock.api.waitingroom.RoomPolicy;
import io.rowlock.command.waitingroom.room.Draw;
import io.rowlock.command.waitingroom.room.RoomRefused;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who did what to a room, and when, read from its events a page at a time. */
@Component
class RoomRecord {
    private final EventStore log;

    RoomRecord(EventStore log) {
        this.log = log;
    }

    /**
     * @param number counts a room's entries from 0
     * @param what the event's name, for example {@code PolicyChanged}
     * @param by the operator who did it; nobody, where the house itself did
     * @param about the buyer whom it concerns, if any
     * @param policy the new policy, where there is one
     * @param round the round that was prepared, drawn or begun, where it concerns one
     * @param draw how it was drawn, where it was
     */
    record Entry(
            long number,
            Instant at,
            String what,
            @Nullable OperatorId by,
            @Nullable BuyerId about,
            @Nullable RoomPolicy policy,
            @Nullable Integer round,
            @Nullable Draw draw) {
        private Entry with(Draw published) {
            return new Entry(number, at, what, by, about, policy, round, published);
        }
    }

    /** @param next where the page after this one begins; nothing, where there is none yet */
    record Page(List<Entry> entries, @Nullable Long next) {}

    Page page(ScheduleId schedule, long from, int size) {
        var entries = new ArrayList<Entry>();
        var stream = log.readEvents(new RoomId(schedule).toString(), from);
        while (stream.hasNext() && entries.size() < size) {
            entries.add(entry(stream.next()));
        }
        if (entries.isEmpty() && from == 0) {
            throw new RoomRefused(RoomRefused.Reason.ROOM_NOT_FOUND);
        }
        return new Page(entries, stream.hasNext() ? from + size : null);
    }

    private static Entry entry(DomainEventMessage<?> message) {
        var event = (RoomEvent) message.getPayload();
        return switch (event) {
            case RoomPrepared it -> entry(message, null, null, it.policy(), it.round());
            case PolicyChanged it -> entry(message, it.by(), null, it.policy(), null);
            case OpenedEarly it -> entry(message, it.by(), null, null, null);
            case RoomClosed it -> entry(message, it.by(), null, null, null);
            case PriorityGiven it -> entry(message, it.by(), it.buyer(), null, null);
            case PriorityWithdrawn it -> entry(message, it.by(), it.buyer(), null, null);
            case BuyerBlocked it -> entry(message, it.by(), it.buyer(), null, null);
            case BuyerUnblocked it -> entry(message, it.by(), it.buyer(), null, null);
            case AdmissionEnded it -> entry(message, it.by(), it.buyer(), null, null);
            case DrawPublished it -> drawn(message, it);
            case PlacesLost it -> entry(message, null, null, null, it.round());
        };
    }

    private static Entry drawn(DomainEventMessage<?> message, DrawPublished it) {
        return entry(message, null, null, null, it.round())
                .with(new Draw(it.round(), it.seed(), it.places(), it.listDigest()));
    }

    private static Entry entry(
            DomainEventMessage<?> message,
            @Nullable OperatorId by,
            @Nullable BuyerId about,
            @Nullable RoomPolicy policy,
            @Nullable Integer round) {
        return new Entry(
                message.getSequenceNumber(),
                message.getTimestamp(),
                message.getPayloadType().getSimpleName(),
                by,
                about,
                policy,
                round,
                null);
    }
}
