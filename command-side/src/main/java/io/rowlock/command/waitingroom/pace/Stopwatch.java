package io.rowlock.command.waitingroom.pace;

import io.rowlock.api.hold.HoldCommand.HoldSeats;
import io.rowlock.api.payment.PaymentCommand.ReadyPayment;
import io.rowlock.command.platform.commands.CommandWatch;
import io.rowlock.command.waitingroom.pace.PaceRule.Sample;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.stereotype.Component;

/** Takes the time of the commands that the admitted send. */
@Component
class Stopwatch implements CommandWatch {
    /** Enough to judge by; of more than that in one go, the first are looked at. */
    private static final int MOST_TIMES = 2_048;

    private final AtomicReference<Times> now = new AtomicReference<>(new Times());

    private static final class Times {
        private final long[] nanos = new long[MOST_TIMES];
        private final AtomicInteger done = new AtomicInteger();
        private final AtomicInteger notDone = new AtomicInteger();
    }

    @Override
    public void did(Object command, Duration took) {
        if (isSentByTheAdmitted(command)) {
            var times = now.get();
            int number = times.done.getAndIncrement();
            if (number < MOST_TIMES) {
                times.nanos[number] = took.toNanos();
            }
        }
    }

    @Override
    public void couldNotDo(Object command) {
        if (isSentByTheAdmitted(command)) {
            now.get().notDone.incrementAndGet();
        }
    }

    /** What there was since this was asked last. */
    Sample lap() {
        var times = now.getAndSet(new Times());
        int done = times.done.get();
        var sorted = Arrays.copyOf(times.nanos, Math.min(done, MOST_TIMES));
        Arrays.sort(sorted);
        var slowest = sorted.length == 0 ? 0 : sorted[(int) (sorted.length * 95L / 100)];
        return new Sample(done, Duration.ofNanos(slowest), times.notDone.get());
    }

    private static boolean isSentByTheAdmitted(Object command) {
        return command instanceof HoldSeats || command instanceof ReadyPayment;
    }
}
