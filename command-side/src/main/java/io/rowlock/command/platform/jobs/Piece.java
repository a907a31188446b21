package io.rowlock.command.platform.jobs;

import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * One piece of work as it is stored.
 *
 * @param since when it came up
 * @param attempts how often it was tried in vain
 */
record Piece(Instant since, int attempts, JsonNode about) {
    Piece triedInVain() {
        return new Piece(since, attempts + 1, about);
    }
}
