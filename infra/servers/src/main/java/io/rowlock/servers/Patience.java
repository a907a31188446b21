package io.rowlock.servers;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for something outside this process that sends no word when it is done. */
final class Patience {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private Patience() {}

    /** Whether it came true in time. */
    static boolean until(BooleanSupplier done, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() - deadline >= 0) {
                return false;
            }
            try {
                Thread.sleep(BETWEEN_LOOKS);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}
