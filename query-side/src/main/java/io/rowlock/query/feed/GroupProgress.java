package io.rowlock.query.feed;

import org.springframework.stereotype.Component;

/** Tells other features up to where a group's rows certainly know the topic; they may know more. */
@Component
public class GroupProgress {
    private final Positions positions;

    GroupProgress(Positions positions) {
        this.positions = positions;
    }

    public Offsets of(String group) {
        return Offsets.of(positions.of(group).offsets());
    }
}
