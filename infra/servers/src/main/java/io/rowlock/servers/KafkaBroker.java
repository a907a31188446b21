package io.rowlock.servers;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;

/** A Kafka broker, its own controller, in this process; it can be stopped and started again where it was. */
public final class KafkaBroker implements AutoCloseable {
    private static final int NODE = 1;

    private final Path folder;
    private final int port;
    private @Nullable KafkaRaftServer server;

    private KafkaBroker(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    static KafkaBroker start(DataFolder data, Port port) {
        var broker = new KafkaBroker(data.folder("kafka"), port.claimedFor("Kafka"));
        broker.start();
        return broker;
    }

    /** Starts it on its port with its data; does nothing if it runs. */
    public synchronized void start() {
        if (server != null) {
            return;
        }
        try {
            formatOnce();
            server = new KafkaRaftServer(new KafkaConfig(settings(), false), Time.SYSTEM);
            server.startup();
        } catch (Exception e) {
            stop();
            throw new ServerCannotStart("Kafka cannot start: " + e.getMessage(), e);
        }
    }

    /** Stops it; clients see their connections refused until it is started again. */
    public synchronized void stop() {
        if (server != null) {
            server.shutdown();
            server.awaitShutdown();
            server = null;
        }
    }

    private void formatOnce() throws Exception {
        if (Files.exists(folder.resolve("meta.properties"))) {
            return;
        }
        // With voters in the settings, not in the log, the controller may have another port at every start.
        new Formatter()
                .setNodeId(NODE)
                .setClusterId(Uuid.randomUuid().toString())
                .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                .setControllerListenerName("CONTROLLER")
                .setHasDynamicQuorum(false)
                .setDirectories(List.of(folder.toString()))
                .setMetadataLogDirectory(folder.toString())
                .setPrintStream(new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8))
                .run();
    }

    private Map<String, String> settings() {
        int controllerPort = Port.any().claimedFor("Kafka's controller");
        return Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", Integer.toString(NODE)),
                Map.entry("controller.quorum.voters", NODE + "@127.0.0.1:" + controllerPort),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort),
                Map.entry("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port),
                Map.entry("log.dirs", folder.toString()),
                Map.entry("num.partitions", "3"),
                // There is one broker, so there is one copy of everything.
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("offsets.topic.num.partitions", "3"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("transaction.state.log.num.partitions", "3"),
                Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                Map.entry("share.coordinator.state.topic.min.isr", "1"),
                Map.entry("share.coordinator.state.topic.num.partitions", "3"),
                // Nobody else joins a group here, so there is nobody to wait for.
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                // The feed is kept whole, so that a read model can be built from it at any age.
                Map.entry("log.retention.ms", "-1"),
                // A broker that was killed is believed alive for this long, and its successor waits for it.
                Map.entry("broker.session.timeout.ms", "3000"),
                Map.entry("broker.heartbeat.interval.ms", "500"));
    }

    public int port() {
        return port;
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() {
        stop();
    }
}
