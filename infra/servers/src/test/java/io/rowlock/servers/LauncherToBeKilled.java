package io.rowlock.servers;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;

/** Starts the servers in a process of its own, which a test then ends without a chance to tidy up. */
final class LauncherToBeKilled {
    static final String READY = "servers are ready";

    private LauncherToBeKilled() {}

    public static void main(String... args) throws InterruptedException {
        var ports = Arrays.stream(args).skip(1).map(Integer::valueOf).toList();
        var data = DataFolder.open(Path.of(args[0]));
        Servers.start(data, LeftBehindTest.portsOf(ports), (_, _) -> {});
        System.out.println(READY);
        new CountDownLatch(1).await();
    }
}
