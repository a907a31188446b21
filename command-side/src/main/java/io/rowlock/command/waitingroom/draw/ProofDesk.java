package io.rowlock.command.waitingroom.draw;

import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.command.waitingroom.room.Draw;
import io.rowlock.command.waitingroom.room.Room;
import io.rowlock.command.waitingroom.room.RoomRefused;
import io.rowlock.command.waitingroom.room.Rooms;
import io.rowlock.fairness.QueueProof;
import java.io.PrintWriter;
import java.util.concurrent.Semaphore;
import org.springframework.stereotype.Component;

/** Hands out what it takes to check a draw. */
@Component
class ProofDesk {
    private static final int AT_ONCE = 4;

    private final Rooms rooms;
    private final Draws draws;
    private final DrawnLists lists;
    private final Semaphore turns = new Semaphore(AT_ONCE);

    ProofDesk(Rooms rooms, Draws draws, DrawnLists lists) {
        this.rooms = rooms;
        this.draws = draws;
        this.lists = lists;
    }

    Room room(ScheduleId schedule) {
        return rooms.of(schedule).orElseThrow(() -> new RoomRefused(RoomRefused.Reason.ROOM_NOT_FOUND));
    }

    /** A list that is there, with all that {@link QueueProof} wants to know. */
    final class Proof {
        private final Room room;
        private final Draw draw;
        private final DrawnList list;

        private Proof(Room room, Draw draw, DrawnList list) {
            this.room = room;
            this.draw = draw;
            this.list = list;
        }

        /** Entry by entry: a million of them need not be anywhere at the same time. */
        void writeTo(PrintWriter out) {
            if (!turns.tryAcquire()) {
                throw new DrawRefused(DrawRefused.Reason.TOO_MANY_LISTS);
            }
            try {
                var order = draws.of(room).orElseThrow();
                head(out);
                var arrivals = new int[1];
                list.forEach(receipt -> {
                    int arrival = arrivals[0]++;
                    out.print(arrival + "," + receipt + "," + order.turnOf(arrival) + "\n");
                });
            } finally {
                turns.release();
            }
        }

        private void head(PrintWriter out) {
            out.print("""
                    # algorithm: %s
                    # schedule: %s
                    # round: %d
                    # commitment: %s
                    # seed: %s
                    # places: %d
                    # listDigest: %s
                    arrival,receipt,turn
                    """.formatted(
                            QueueProof.ALGORITHM,
                            room.schedule(),
                            room.round(),
                            room.commitment(),
                            draw.seed(),
                            draw.places(),
                            draw.listDigest()));
        }
    }

    Proof proof(ScheduleId schedule) {
        var room = room(schedule);
        var draw = room.draw().orElseThrow(() -> new DrawRefused(DrawRefused.Reason.NOT_DRAWN_YET));
        var list = lists.of(schedule, room.round());
        if (list.places() < draw.places()) {
            throw new DrawRefused(DrawRefused.Reason.LIST_NOT_READY);
        }
        return new Proof(room, draw, list);
    }
}
