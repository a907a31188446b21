package io.rowlock.command.waitingroom.draw;

import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.command.waitingroom.room.Draw;
import io.rowlock.command.waitingroom.room.DrawRound;
import io.rowlock.command.waitingroom.room.RoomRefused;
import io.rowlock.command.waitingroom.room.Rooms;
import io.rowlock.fairness.QueueProof;
import java.io.PrintWriter;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Hands out what it takes to check a draw. */
@Component
class ProofDesk {
    private static final int AT_ONCE = 4;

    private final Rooms rooms;
    private final Draws draws;
    private final DrawnLists lists;
    private final ListKeeping keeping;
    private final Semaphore turns = new Semaphore(AT_ONCE);

    ProofDesk(Rooms rooms, Draws draws, DrawnLists lists, ListKeeping keeping) {
        this.rooms = rooms;
        this.draws = draws;
        this.lists = lists;
        this.keeping = keeping;
    }

    /** @param number the round that is on, if nothing is said */
    DrawRound round(ScheduleId schedule, @Nullable Integer number) {
        var rounds = rooms.rounds(schedule);
        if (rounds.isEmpty()) {
            throw new RoomRefused(RoomRefused.Reason.ROOM_NOT_FOUND);
        }
        return rounds.stream()
                .filter(it -> it.number() == (number == null ? rounds.getLast().number() : number))
                .findFirst()
                .orElseThrow(() -> new DrawRefused(DrawRefused.Reason.NO_SUCH_ROUND));
    }

    /** A list that is there, with all that {@link QueueProof} wants to know. */
    final class Proof {
        private final DrawRound round;
        private final Draw draw;
        private final DrawnList list;

        private Proof(DrawRound round, Draw draw, DrawnList list) {
            this.round = round;
            this.draw = draw;
            this.list = list;
        }

        /** Entry by entry: a million of them need not be anywhere at the same time. */
        void writeTo(PrintWriter out) {
            if (!turns.tryAcquire()) {
                throw new DrawRefused(DrawRefused.Reason.TOO_MANY_LISTS);
            }
            try {
                var order = draws.of(round.schedule(), draw);
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
                            round.schedule(),
                            round.number(),
                            round.commitment(),
                            draw.seed(),
                            draw.places(),
                            draw.listDigest()));
        }
    }

    Proof proof(ScheduleId schedule, @Nullable Integer number) {
        var round = round(schedule, number);
        var draw = round.draw().orElseThrow(() -> new DrawRefused(whyNotDrawn(round)));
        var list = lists.of(schedule, round.number());
        if (list.places() < draw.places()) {
            // The keepers see to it as well, but not any more once the room is over, closed or in another round.
            throw new DrawRefused(
                    keeping.keep(round) ? DrawRefused.Reason.LIST_NOT_READY : DrawRefused.Reason.LIST_LOST);
        }
        return new Proof(round, draw, list);
    }

    private DrawRefused.Reason whyNotDrawn(DrawRound round) {
        return round.equals(rooms.rounds(round.schedule()).getLast())
                ? DrawRefused.Reason.NOT_DRAWN_YET
                : DrawRefused.Reason.NEVER_DRAWN;
    }
}
