package io.rowlock.servers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a program out of the terminal's reach. Ctrl-C goes to every process of the terminal at once; what must outlive
 * its clients by a moment has to hear of the end from the launcher instead.
 */
public final class Detached {
    private static final Path SETSID = Path.of("/usr/bin/setsid");

    private Detached() {}

    /** The command that does the same, as the same process, without hearing Ctrl-C. */
    public static List<String> command(List<String> command) {
        var detached = new ArrayList<>(
                Files.isExecutable(SETSID)
                        ? List.of(SETSID.toString())
                        // The next best thing where there is no setsid: most programs leave an ignored signal ignored.
                        : List.of("/bin/sh", "-c", "trap '' INT; exec \"$@\"", "sh"));
        detached.addAll(command);
        return detached;
    }
}
