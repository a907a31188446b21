package io.rowlock.command.waitingroom.queue;

import io.rowlock.command.platform.redis.Redis;
import io.rowlock.command.waitingroom.room.PolicyBounds;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Refuses, when the app starts, settings of which each is right and which together would make a queue forget or lose. */
@Component("queueSettingsFit")
class SettingsFit {
    SettingsFit(QueueSettings settings, PolicyBounds bounds, Redis redis) {
        mustFit(settings, bounds, redis.answerWithin());
    }

    static void mustFit(QueueSettings settings, PolicyBounds bounds, Duration answerWithin) {
        bounds.mustBeOutlastedBy("rowlock.waiting-room.queue.forgotten-after", settings.forgottenAfter());
        if (settings.lostAfter().compareTo(answerWithin) <= 0) {
            // A round that is just being put up would be taken for lost.
            throw new IllegalArgumentException("rowlock.waiting-room.queue.lost-after must be longer than "
                    + "rowlock.redis.answer-within, " + answerWithin + ", was " + settings.lostAfter());
        }
    }
}
