package io.rowlock.command.waitingroom.draw;

import io.rowlock.command.waitingroom.room.Draw;
import io.rowlock.fairness.QueueProof;
import java.util.HexFormat;

/** Who comes when, among those who were drawn; those who came later come in the order in which they came. */
public final class DrawnOrder {
    private final int[] arrivals;
    private final int[] turns;

    private DrawnOrder(int[] arrivals) {
        this.arrivals = arrivals;
        this.turns = QueueProof.turns(arrivals);
    }

    static DrawnOrder of(Draw draw) {
        var seed = HexFormat.of().parseHex(draw.seed());
        return new DrawnOrder(QueueProof.order(seed, Math.toIntExact(draw.places()), draw.listDigest()));
    }

    public long turnOf(long arrival) {
        return arrival < turns.length ? turns[(int) arrival] : arrival;
    }

    public long arrivalAt(long turn) {
        return turn < arrivals.length ? arrivals[(int) turn] : turn;
    }

    public int places() {
        return arrivals.length;
    }
}
