package io.rowlock.local;

import io.rowlock.servers.DataFolder;
import io.rowlock.servers.ServerCannotStart;
import io.rowlock.servers.Servers;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** One command for the whole system: servers, both apps, something to buy, and an orderly end. */
public final class Launcher {
    private final LauncherSettings settings;
    private final Path root;
    private final PrintStream out;
    private final Running running = new Running();

    private Launcher(LauncherSettings settings, Path root, PrintStream out) {
        this.settings = settings;
        this.root = root;
        this.out = out;
    }

    /** Runs in the root of the project, where the modules are. */
    public static void main(String... arguments) {
        if (List.of(arguments).contains("--help")) {
            System.out.println(LauncherSettings.explained());
            return;
        }
        new Launcher(settingsOrExit(), Path.of("").toAbsolutePath(), System.out).runUntilStopped();
    }

    private static LauncherSettings settingsOrExit() {
        try {
            return LauncherSettings.from(System.getProperties(), System.getenv());
        } catch (IllegalArgumentException e) {
            System.out.println(e.getMessage() + "\n\n" + LauncherSettings.explained());
            System.exit(2);
            throw e;
        }
    }

    private void runUntilStopped() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop-everything"));
        if (Boolean.getBoolean("rowlock.local.stop-with-parent")) {
            // Whoever ends Maven the hard way means the launcher too.
            ProcessHandle.current()
                    .parent()
                    .ifPresent(it -> Thread.ofPlatform().daemon().start(() -> stopAfter(it)));
        }
        try {
            var ended = launch().firstToEnd();
            throw new CannotLaunch(ended.name() + " has ended, so everything is stopped.\n" + ended.lastWords());
        } catch (ServerCannotStart | CannotLaunch e) {
            if (!running.isStopping()) {
                out.println("\n" + e.getMessage());
            }
            System.exit(1);
        } catch (RuntimeException e) {
            e.printStackTrace(out); // nobody has foreseen it; without an exit the broker's threads would stay
            System.exit(1);
        }
    }

    private static void stopAfter(ProcessHandle parent) {
        parent.onExit().join();
        System.exit(0);
    }

    private Apps launch() {
        long began = System.nanoTime();
        var data = running.add(() -> DataFolder.open(settings.dataFolder()));
        out.println("Starting Rowlock in " + data.path());
        // Before the servers are started in vain.
        var ports = new Apps.Ports(
                settings.commandSide().claimedFor("The command side"),
                settings.querySide().claimedFor("The query side"));
        // Read by the logging library when the broker says its first word.
        System.setProperty("rowlock.local.log", data.logOf("kafka").toString());
        var servers = running.add(() -> Servers.start(
                data, new Servers.Ports(settings.postgres(), settings.redis(), settings.kafka()), this::say));
        var keys = TokenKeys.in(data.folder("keys"));

        var apps = running.add(() -> Apps.start(data, root, ports, servers, keys));
        apps.awaitReady(this::say);

        try (var demo =
                new DemoConcert(apps.commandSide().address(), apps.querySide().address(), Clock.systemUTC())) {
            var evening = demo.onSale();
            say("all of it", Duration.ofNanos(System.nanoTime() - began));
            out.println(new Welcome(apps, servers, data.path(), evening).text());
        }
        return apps;
    }

    private void say(String what, Duration took) {
        out.println(String.format(Locale.ROOT, "  %-14s ready after %4.1f s", what, took.toMillis() / 1e3));
    }

    private void stop() {
        out.println("\nStopping ...");
        long began = System.nanoTime();
        running.stop();
        out.println(String.format(Locale.ROOT, "Stopped after %.1f s.", (System.nanoTime() - began) / 1e9));
    }
}
