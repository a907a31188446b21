package io.rowlock.command.waitingroom.entrance;

import io.rowlock.command.waitingroom.room.Room;
import io.rowlock.web.problem.Problems;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** The order was lost, and whoever asks has not entered anew yet. */
final class PlacesLost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Room room;

    /** Without a stack trace: all who wait get this within a minute. */
    PlacesLost(Room room) {
        super("The order was lost", null, false, false);
        this.room = room;
    }

    ProblemDetail problem() {
        return problemOf(room);
    }

    static ProblemDetail problemOf(Room room) {
        var problem = Problems.of(HttpStatus.GONE, "places-lost", sentence(room));
        problem.setProperty("opensAt", room.opensAt());
        problem.setProperty("round", room.round());
        return problem;
    }

    static String sentence(Room room) {
        return "The order of this waiting room was lost. Everybody who enters again before " + room.opensAt()
                + " takes part in a new draw, whenever they do so.";
    }
}
