package io.rowlock.command.waitingroom.pace;

import java.time.Duration;

/**
 * Down quickly, up slowly: many times a little too many admitted is worse than a while too few.
 *
 * <p>Down by multiplication and up by addition, as in networks, so that several instances that judge for themselves come to
 * rest together.
 */
final class PaceRule {
    private final PaceSettings settings;

    PaceRule(PaceSettings settings) {
        this.settings = settings;
    }

    /**
     * How it went since the last look.
     *
     * @param done how many gated commands were carried out
     * @param slowest what 95 of 100 of them were answered within
     * @param notDone how many could be neither carried out nor refused
     */
    record Sample(int done, Duration slowest, int notDone) {}

    /** The part of the rate that is admitted next, up to 1. */
    double next(double before, Sample sample) {
        return isOverloaded(sample)
                ? Math.max(settings.lowestPercent() / 100.0, before * settings.downToPercent() / 100.0)
                : Math.min(1, before + settings.upByPercent() / 100.0);
    }

    private boolean isOverloaded(Sample sample) {
        int asked = sample.done() + sample.notDone();
        return asked >= settings.fewest()
                && (100L * sample.notDone() > (long) settings.notDonePercent() * asked
                        || sample.slowest().compareTo(settings.slowAt()) > 0);
    }
}
