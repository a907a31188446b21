package io.rowlock.command.platform.eventstore;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import java.time.Duration;
import org.axonframework.common.Registration;
import org.axonframework.common.caching.Cache;
import org.jspecify.annotations.Nullable;

/**
 * Remembers aggregates for a moment, so that a thousand refusals of one seat cost one query.
 *
 * <p>Only for a moment, because another instance may have written to the stream since: a stale aggregate can never win
 * (the store's unique key sees to that) but it could go on refusing a seat that has long been given back. So an entry's
 * time runs from when it was loaded, however often it is used.
 */
final class ShortMemory implements Cache {
    private final com.github.benmanes.caffeine.cache.Cache<Object, Object> entries;

    private ShortMemory(com.github.benmanes.caffeine.cache.Cache<Object, Object> entries) {
        this.entries = entries;
    }

    static ShortMemory of(int atMost, Duration lasts, MeterRegistry meters) {
        var entries = Caffeine.newBuilder()
                .maximumSize(atMost)
                .expireAfter(new FromLoading(lasts))
                .recordStats()
                .<Object, Object>build();
        CaffeineCacheMetrics.monitor(meters, entries, "aggregates");
        return new ShortMemory(entries);
    }

    /** Axon puts an aggregate back after each use; that must not make it young again. */
    private record FromLoading(Duration lasts) implements Expiry<Object, Object> {
        @Override
        public long expireAfterCreate(Object key, Object value, long now) {
            return lasts.toNanos();
        }

        @Override
        public long expireAfterUpdate(Object key, Object value, long now, long left) {
            return left;
        }

        @Override
        public long expireAfterRead(Object key, Object value, long now, long left) {
            return left;
        }
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // Axon's interface asks for it
    public <K, V> @Nullable V get(K key) {
        return (V) entries.getIfPresent(key);
    }

    /** A new aggregate that refused before its first event has no name yet, so there is nothing to remember. */
    @Override
    public void put(@Nullable Object key, Object value) {
        if (key != null) {
            entries.put(key, value);
        }
    }

    @Override
    public boolean putIfAbsent(Object key, Object value) {
        return entries.asMap().putIfAbsent(key, value) == null;
    }

    @Override
    public boolean remove(@Nullable Object key) {
        return key != null && entries.asMap().remove(key) != null;
    }

    @Override
    public boolean containsKey(Object key) {
        return entries.getIfPresent(key) != null;
    }

    /** Nobody listens to this one. */
    @Override
    public Registration registerCacheEntryListener(EntryListener listener) {
        throw new UnsupportedOperationException("This cache tells nobody what it forgets");
    }
}
