package io.rowlock.testing;

/** The running Kafka broker, for tests that take it away for a while. */
public interface Broker {
    /** Takes it away: clients are refused. */
    void stop();

    /** Brings it back to the same address with everything it had; does nothing if it runs. */
    void start();
}
