package io.rowlock.command.waitingroom.draw;

import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.command.waitingroom.room.Draw;
import io.rowlock.command.waitingroom.room.DrawRound;
import io.rowlock.command.waitingroom.room.RoomRefused;
import io.rowlock.command.waitingroom.room.Rooms;
import io.rowlock.fairness.QueueProof;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Hands out what it takes to check a draw. */
@Component
class ProofDesk {
    private final Rooms rooms;
    private final Draws draws;
    private final DrawnLists lists;
    private final ListKeeping keeping;
    private final Semaphore turns;
    private final Duration longest;

    ProofDesk(Rooms rooms, Draws draws, DrawnLists lists, ListKeeping keeping, ListSettings settings) {
        this.rooms = rooms;
        this.draws = draws;
        this.lists = lists;
        this.keeping = keeping;
        turns = new Semaphore(settings.atOnce());
        longest = settings.longest();
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

    /** A list that is there, with all that {@link QueueProof} wants to know; a turn is taken until it is closed. */
    final class Proof implements AutoCloseable {
        private final DrawRound round;
        private final Draw draw;
        private final DrawnList list;

        private Proof(DrawRound round, Draw draw, DrawnList list) {
            this.round = round;
            this.draw = draw;
            this.list = list;
        }

        /**
         * Part by part: a million entries need not be anywhere at the same time.
         *
         * @throws IOException when whoever reads is so slow that others would wait too long for a turn
         */
        void writeTo(PrintWriter out) throws IOException {
            long begun = System.nanoTime();
            var order = draws.of(round.schedule(), draw);
            head(out);
            // A writer keeps to itself that nobody reads any more, until it is asked.
            for (int first = 0; first < list.places() && !out.checkError(); first += DrawnList.PART) {
                if (System.nanoTime() - begun > longest.toNanos()) {
                    throw new IOException("A list was not read within " + longest);
                }
                int arrival = first;
                for (var receipt : list.part(first)) {
                    out.print(arrival + "," + receipt + "," + order.turnOf(arrival) + "\n");
                    arrival++;
                }
            }
        }

        @Override
        public void close() {
            turns.release();
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

    /** Before anything is answered, so that a refusal still can be. */
    Proof proof(ScheduleId schedule, @Nullable Integer number) {
        var round = round(schedule, number);
        var draw = round.draw().orElseThrow(() -> new DrawRefused(whyNotDrawn(round)));
        var list = lists.of(schedule, round.number());
        if (list.places() < draw.places()) {
            // The keepers see to it as well, but not any more once the room is over, closed or in another round.
            throw new DrawRefused(
                    keeping.keep(round) ? DrawRefused.Reason.LIST_NOT_READY : DrawRefused.Reason.LIST_LOST);
        }
        if (!turns.tryAcquire()) {
            throw new DrawRefused(DrawRefused.Reason.TOO_MANY_LISTS);
        }
        return new Proof(round, draw, list);
    }

    private DrawRefused.Reason whyNotDrawn(DrawRound round) {
        return round.equals(rooms.rounds(round.schedule()).getLast())
                ? DrawRefused.Reason.NOT_DRAWN_YET
                : DrawRefused.Reason.NEVER_DRAWN;
    }
}
