package io.rowlock.query.feed;

/** Hears the events of some streams at once when they come in; called by one thread alone, which it must not hold up. */
public interface TailListener {
    /** What was written from here on it will hear, beginning with what is remembered. */
    void joined(Offsets from);

    /** Those of one stream in the order of the log, some of them more than once. */
    void heard(Heard heard);

    /** All before this place it has been told. */
    void reached(Offsets next);

    /** What comes next would not follow on what it heard; it is told nothing any more. */
    void lost();
}
