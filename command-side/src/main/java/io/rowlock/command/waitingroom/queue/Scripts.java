package io.rowlock.command.waitingroom.queue;

import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.command.platform.redis.Redis;
import io.rowlock.command.platform.redis.Reply;
import io.rowlock.command.platform.redis.Script;
import java.util.List;
import org.springframework.stereotype.Component;

/** The scripts of the queue, and the keys that belong together: those of one evening lie in one part of a cluster. */
@Component
class Scripts {
    static final Script ESTABLISH = script("establish");
    static final Script ENTER = script("enter");
    static final Script PLACE = script("place");
    static final Script FORGET_POLL = script("forget-poll");
    static final Script RETURN = script("return");
    static final Script LEAVE = script("leave");
    static final Script CHECK = script("check");
    static final Script RESTORE = script("restore");
    static final Script SERVING = script("serving");
    static final Script TEND = script("tend");
    static final Script ADMIT = script("admit");
    static final Script ENTRIES = script("entries");

    /** An admission is checked whatever the round; then the round's own keys are not looked at. */
    private static final int ANY_ROUND = 0;

    private static final String ABSENT = "absent";

    private final Redis redis;

    Scripts(Redis redis) {
        this.redis = redis;
    }

    private static Script script(String name) {
        return Script.of("waitingroom/common.lua", "waitingroom/" + name + ".lua");
    }

    /** Where it makes a difference whether the room is there at all. */
    Reply run(Script script, ScheduleId schedule, int round, Object... arguments) {
        return redis.run(script, keys(schedule, round), arguments);
    }

    /** For what can be asked in whichever round. */
    Reply runInAnyRound(Script script, ScheduleId schedule, Object... arguments) {
        return run(script, schedule, ANY_ROUND, arguments);
    }

    /** Where nothing can be said unless the room is there. */
    Reply runInside(Script script, ScheduleId schedule, int round, Object... arguments) {
        var reply = run(script, schedule, round, arguments);
        if (isAbsent(reply)) {
            throw new RoundAbsent(schedule, round);
        }
        return reply;
    }

    static boolean isAbsent(Reply reply) {
        return reply.text(0).equals(ABSENT);
    }

    /** In the order in which common.lua takes them. */
    private List<String> keys(ScheduleId schedule, int round) {
        var evening = redis.keyPrefix() + "{" + schedule + "}:";
        var here = evening + round + ":";
        return List.of(
                here + "room",
                here + "places",
                here + "place-of",
                here + "buyer-at",
                here + "passed",
                here + "back",
                here + "priority",
                here + "pace",
                evening + "live",
                evening + "admission-of",
                evening + "ended");
    }
}
