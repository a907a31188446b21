package io.rowlock.query.seatmap;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One schedule's last map; those who come while it is drawn share the next one. */
final class Easel {
    private final ReentrantLock drawing = new ReentrantLock();
    private volatile @Nullable Drawn last;

    Drawn map(Predicate<Drawn> isGood, Supplier<Drawn> draw) {
        var drawn = last;
        if (drawn != null && isGood.test(drawn)) {
            return drawn;
        }
        drawing.lock();
        try {
            var meanwhile = last;
            if (meanwhile != null && isGood.test(meanwhile)) {
                return meanwhile;
            }
            var fresh = draw.get();
            last = fresh;
            return fresh;
        } finally {
            drawing.unlock();
        }
    }
}
