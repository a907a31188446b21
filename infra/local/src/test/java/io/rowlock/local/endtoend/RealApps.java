package io.rowlock.local.endtoend;

import io.rowlock.local.App;
import io.rowlock.local.AppProcess;
import io.rowlock.servers.DataFolder;
import io.rowlock.servers.Port;
import io.rowlock.testing.BoxOffice;
import io.rowlock.testing.Corner;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The apps as processes in a test's corner of the servers, as many of each as the test likes. */
final class RealApps implements AutoCloseable {
    private static final Path ROOT = Path.of(System.getProperty("rowlock.root"));
    private static final Duration TIME_TO_GET_READY = Duration.ofMinutes(2);

    private final Corner corner;
    private final DataFolder data;
    private final Deque<AppProcess> started = new ArrayDeque<>();
    private String[] jvm = {};

    /** Their logs stay in a folder that is called like the test. */
    RealApps(Class<?> test, Corner corner) {
        this.corner = corner;
        this.data = DataFolder.open(Path.of("target", "real-apps", test.getSimpleName()));
    }

    /** Whatever is started from now on has these options instead of the frugal ones of a developer's machine. */
    RealApps withJvm(List<String> options) {
        jvm = options.toArray(String[]::new);
        return this;
    }

    /** A running command side. */
    record CommandSide(AppProcess process) implements BoxOffice {
        @Override
        public URI address() {
            return process.address();
        }
    }

    CommandSide readyCommandSide() {
        var process = start("command-side");
        process.awaitReady(TIME_TO_GET_READY);
        return new CommandSide(process);
    }

    /** Two that share nothing but the database, ready to be asked. */
    List<CommandSide> twoCommandSides() {
        var two = List.of(start("north"), start("south"));
        two.forEach(it -> it.awaitReady(TIME_TO_GET_READY));
        return two.stream().map(CommandSide::new).toList();
    }

    /** One of that name, and again after it was killed. */
    CommandSide readyCommandSide(String name, String... settings) {
        var commandSide = start(name, settings);
        commandSide.awaitReady(TIME_TO_GET_READY);
        return new CommandSide(commandSide);
    }

    private AppProcess start(String commandSide, String... settings) {
        var all = new ArrayList<>(List.of(
                "--rowlock.payment.mock.enabled=true",
                // Every question here is about who wins, not how soon: a machine that stands still for a moment, or
                // an app that has only just begun, must not answer one of them with "come back later".
                "--spring.datasource.hikari.connection-timeout=60000",
                "--rowlock.commands.answer-within=60s"));
        all.addAll(List.of(settings));
        return start(commandSide, "command", "io.rowlock.command.CommandSide", all.toArray(String[]::new));
    }

    AppProcess readyQuerySide(String... settings) {
        return readyQuerySideCalled("query-side", settings);
    }

    /** One of several, and again after it was killed. */
    AppProcess readyQuerySideCalled(String name, String... settings) {
        var log = corner.database("command");
        var all = new ArrayList<>(List.of(
                "--rowlock.verifier.log.url=" + log.url(),
                "--rowlock.verifier.log.username=" + log.user(),
                "--rowlock.verifier.log.password=" + log.password()));
        all.addAll(List.of(settings));
        var querySide = start(name, "query", "io.rowlock.query.QuerySide", all.toArray(String[]::new));
        querySide.awaitReady(TIME_TO_GET_READY);
        return querySide;
    }

    private AppProcess start(String name, String side, String mainClass, String... settings) {
        var process = AppProcess.start(data, app(name, side, mainClass, settings), jvm);
        started.push(process);
        return process;
    }

    private App app(String name, String side, String mainClass, String... settings) {
        // A process says its port itself.
        var arguments = new ArrayList<>(corner.settingsFor(side).stream()
                .filter(setting -> !setting.startsWith("--server.port="))
                .toList());
        arguments.addAll(List.of(settings));
        return App.ofModule(
                name, ROOT.resolve(side + "-side"), mainClass, Port.any().claimedFor(name), arguments);
    }

    /** The command side's tables, the event store among them. */
    JdbcClient log() {
        return tablesOf("command");
    }

    JdbcClient readModel() {
        return tablesOf("query");
    }

    private JdbcClient tablesOf(String side) {
        var database = corner.database(side);
        return JdbcClient.create(new DriverManagerDataSource(database.url(), database.user(), database.password()));
    }

    @Override
    public void close() {
        started.forEach(AppProcess::close);
        data.close();
    }
}
