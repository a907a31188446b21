package io.rowlock.query.verifier;

import java.time.Instant;

/** What a first look saw and a second one has to confirm. */
sealed interface Doubt {
    String stream();

    /** What the rows say is not what the log says: rows and events were read as of one moment, so this is no haste. */
    record Differs(Finding finding) implements Doubt {
        @Override
        public String stream() {
            return finding.stream();
        }
    }

    /** An event is old enough to be shown and is not; it may only be late. */
    record Behind(String stream, String subject, long sequence, String event, Instant writtenAt, boolean rowIsThere)
            implements Doubt {}
}
