package io.rowlock.command.waitingroom.entrance;

import io.rowlock.command.waitingroom.room.PolicyBounds;
import io.rowlock.web.problem.InvalidField;
import io.rowlock.web.problem.InvalidRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** What a policy may be in this house; every fault is named at once. */
@Component
class PolicyRules {
    private final PolicyBounds bounds;

    PolicyRules(PolicyBounds bounds) {
        this.bounds = bounds;
    }

    /** @throws InvalidRequest with all that is wrong */
    void mustAllow(NewPolicy asked) {
        var faults = new ArrayList<InvalidField>();
        atMost("admitPerSecond", asked.admitPerSecond(), bounds.mostAdmitPerSecond(), faults);
        atMost("maxActive", asked.maxActive(), bounds.mostActive(), faults);
        if (asked.admissionFor().compareTo(PolicyBounds.SHORTEST_ADMISSION) < 0
                || asked.admissionFor().toNanosPart() != 0) {
            faults.add(outOfRange(
                    "admissionFor", "must be whole seconds, and at least " + PolicyBounds.SHORTEST_ADMISSION));
        }
        atMost("admissionFor", asked.admissionFor(), bounds.longestAdmission(), faults);
        if (asked.capacity() != null) {
            atMost("capacity", asked.capacity(), bounds.mostCapacity(), faults);
        }
        if (asked.openAtMost() != null) {
            if (asked.openAtMost().isNegative()) {
                faults.add(outOfRange("openAtMost", "must not be less than nothing"));
            }
            atMost("openAtMost", asked.openAtMost(), bounds.longestOpen(), faults);
        }
        if (!faults.isEmpty()) {
            throw new InvalidRequest(faults);
        }
    }

    private static void atMost(String field, long asked, long most, List<InvalidField> faults) {
        if (asked > most) {
            faults.add(outOfRange(field, "must be at most " + most));
        }
    }

    private static void atMost(String field, Duration asked, Duration most, List<InvalidField> faults) {
        if (asked.compareTo(most) > 0) {
            faults.add(outOfRange(field, "must be at most " + most));
        }
    }

    private static InvalidField outOfRange(String field, String message) {
        return new InvalidField(field, InvalidField.OUT_OF_RANGE, message);
    }
}
