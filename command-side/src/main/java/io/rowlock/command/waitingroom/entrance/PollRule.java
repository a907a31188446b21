package io.rowlock.command.waitingroom.entrance;

import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/**
 * How long a buyer is to wait before they ask again: the longer, the farther they are from the front.
 *
 * <p>By the distance alone and not by the rate, which an operator may change. Those who come first are counted in what a buyer
 * is told, and not in what they are blamed for, because there may be more of them later: turns ahead only become fewer. So
 * what is asked of a buyer is never longer than what they were told last time, and nobody is blamed who did as they were
 * told; but for somebody whose priority an operator has just withdrawn.
 */
@Component
class PollRule {
    private final PollSettings settings;

    PollRule(PollSettings settings) {
        this.settings = settings;
    }

    Duration before(Instant now, Instant opensAt) {
        return bounded(Duration.between(now, opensAt).dividedBy(settings.partOfTheTime()));
    }

    Duration ahead(long ahead) {
        return bounded(settings.shortest().multipliedBy(ahead / settings.placesPerStep()));
    }

    /** For those who have nothing to wait for. */
    Duration shortest() {
        return settings.shortest();
    }

    /** For those who have no place, and nothing that could change by itself. */
    Duration longest() {
        return settings.longest();
    }

    /**
     * Refuses who came too soon.
     *
     * @param sinceLast how long ago they asked last
     * @param told the least that they can have been told then
     */
    void mustHaveWaited(Duration sinceLast, Duration told) {
        if (sinceLast.compareTo(told.minus(settings.tolerance())) < 0) {
            throw new PolledTooSoon(told.minus(sinceLast));
        }
    }

    /** In whole seconds, and never less than what is asked for. */
    private Duration bounded(Duration time) {
        var seconds = Duration.ofSeconds(time.toSeconds());
        if (seconds.compareTo(settings.shortest()) < 0) {
            return settings.shortest();
        }
        return seconds.compareTo(settings.longest()) > 0 ? settings.longest() : seconds;
    }
}
