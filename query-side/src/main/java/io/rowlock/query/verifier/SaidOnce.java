package io.rowlock.query.verifier;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What was written to the log need not be written again at every look; the last ones are remembered. */
final class SaidOnce {
    private final Set<String> said;

    SaidOnce(int remembered) {
        this.said = Collections.newSetFromMap(new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                return size() > remembered;
            }
        });
    }

    synchronized boolean isNew(String what) {
        return said.add(what);
    }
}
