package io.rowlock.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Whose money a {@link PaymentCompany} really has, whatever it told anybody; it outlives every app that asks it. */
public final class Ledger {
    /** Money that moved, once. */
    public record Entry(Kind kind, String order, String payment, long amount, String currency) {}

    /** Which way the money went. */
    public enum Kind {
        CAPTURED,
        REFUNDED
    }

    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, Integer> callsByKey = new TreeMap<>();

    synchronized void write(Entry entry) {
        entries.add(entry);
    }

    synchronized void callWith(String idempotencyKey) {
        callsByKey.merge(idempotencyKey, 1, Integer::sum);
    }

    public synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** How often each idempotency key came. */
    public synchronized Map<String, Integer> callsByKey() {
        return Map.copyOf(callsByKey);
    }

    public long capturedTotal() {
        return sum(it -> it.kind() == Kind.CAPTURED);
    }

    public long refundedTotal() {
        return sum(it -> it.kind() == Kind.REFUNDED);
    }

    public long captured(String order) {
        return sum(it -> it.kind() == Kind.CAPTURED && it.order().equals(order));
    }

    public long refunded(String order) {
        return sum(it -> it.kind() == Kind.REFUNDED && it.order().equals(order));
    }

    /** How many times money of this order was captured. */
    public long captures(String order) {
        return count(it -> it.kind() == Kind.CAPTURED && it.order().equals(order));
    }

    /** How many times money of this order was given back. */
    public long refunds(String order) {
        return count(it -> it.kind() == Kind.REFUNDED && it.order().equals(order));
    }

    private long sum(Predicate<Entry> which) {
        return entries().stream().filter(which).mapToLong(Entry::amount).sum();
    }

    private long count(Predicate<Entry> which) {
        return entries().stream().filter(which).count();
    }
}
