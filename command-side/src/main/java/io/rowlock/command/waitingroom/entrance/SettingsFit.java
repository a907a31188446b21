package io.rowlock.command.waitingroom.entrance;

import io.rowlock.command.waitingroom.queue.Queue;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Refuses, when the app starts, to pass over buyers who ask as often as they are told to. */
@Component("entranceSettingsFit")
class SettingsFit {
    /** One question may get lost on its way. */
    private static final int QUESTIONS = 2;

    SettingsFit(PollSettings polls, StreamSettings streams, Queue queue) {
        mustFit(polls, streams, queue.passedOverAfter());
    }

    static void mustFit(PollSettings polls, StreamSettings streams, Duration passedOverAfter) {
        mustBeTwice("polls.longest", polls.longest(), passedOverAfter);
        mustBeTwice("streams.seen-every", streams.seenEvery(), passedOverAfter);
    }

    private static void mustBeTwice(String asking, Duration every, Duration passedOverAfter) {
        if (passedOverAfter.compareTo(every.multipliedBy(QUESTIONS)) < 0) {
            throw new IllegalArgumentException("rowlock.waiting-room.queue.passed-over-after must be at least twice "
                    + "rowlock.waiting-room." + asking + ", " + every + ", was " + passedOverAfter);
        }
    }
}
