package io.rowlock.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

class ServersTest {
    @TempDir
    private Path folder;

    @Test
    void what_was_written_survives_a_restart_of_all_three() throws Exception {
        var ports = fixedPorts();
        try (var data = DataFolder.open(folder);
                var servers = Servers.start(data, ports, (_, _) -> {})) {
            servers.postgres().createDatabase("box_office");
            try (var connection = connect(servers.postgres(), "box_office");
                    var statement = connection.createStatement()) {
                statement.execute("create table seat as select 'A-1-1' as name");
            }
            try (var redis = new Jedis(servers.redis().host(), servers.redis().port())) {
                redis.set("seat", "A-1-1");
            }
            publish(servers.kafka(), "A-1-1");
        }

        try (var data = DataFolder.open(folder);
                var servers = Servers.start(data, ports, (_, _) -> {})) {
            servers.postgres().createDatabase("box_office"); // is there, stays as it is
            assertThat(oneValue(servers.postgres(), "box_office", "select name from seat"))
                    .isEqualTo("A-1-1");
            try (var redis = new Jedis(servers.redis().host(), servers.redis().port())) {
                assertThat(redis.get("seat")).isEqualTo("A-1-1");
            }
            assertThat(firstPublished(servers.kafka())).isEqualTo("A-1-1");
        }
    }

    @Test
    void postgres_flushes_before_it_acknowledges() throws Exception {
        try (var data = DataFolder.open(folder);
                var postgres = PostgresServer.start(data, Port.any())) {
            assertThat(oneValue(postgres, "postgres", "show fsync")).isEqualTo("on");
            assertThat(oneValue(postgres, "postgres", "show synchronous_commit"))
                    .isEqualTo("on");
            assertThat(oneValue(postgres, "postgres", "show full_page_writes")).isEqualTo("on");
        }
    }

    @Test
    void the_servers_are_of_the_versions_that_are_written_down() throws Exception {
        try (var data = DataFolder.open(folder);
                var postgres = PostgresServer.start(data, Port.any());
                var server = RedisServer.start(data, Port.any());
                var redis = new Jedis(server.host(), server.port())) {
            assertThat(oneValue(postgres, "postgres", "show server_version")).isEqualTo(Versions.postgres());
            assertThat(redis.info("server")).contains("redis_version:" + Versions.redis() + "\r\n");
        }
    }

    @Test
    void redis_keeps_an_append_only_file() {
        try (var data = DataFolder.open(folder);
                var server = RedisServer.start(data, Port.any());
                var redis = new Jedis(server.host(), server.port())) {
            assertThat(redis.configGet("appendonly")).containsEntry("appendonly", "yes");
        }
    }

    @Test
    void a_stopped_broker_comes_back_where_it_was_with_what_it_had() throws Exception {
        try (var data = DataFolder.open(folder);
                var kafka = KafkaBroker.start(data, Port.any())) {
            publish(kafka, "A-1-1");
            var address = kafka.bootstrapServers();

            kafka.stop();
            assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), kafka.port()).close())
                    .isInstanceOf(IOException.class);
            kafka.start();

            assertThat(kafka.bootstrapServers()).isEqualTo(address);
            assertThat(firstPublished(kafka)).isEqualTo("A-1-1");
        }
    }

    @Test
    void a_taken_port_is_named_together_with_the_setting_that_moves_it() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var data = DataFolder.open(folder)) {
            var port = new Port(taken.getLocalPort(), "box-office.port");
            var message = " cannot start: port " + taken.getLocalPort()
                    + " is taken. Stop what listens there, or choose another with box-office.port.";

            assertThatThrownBy(() -> PostgresServer.start(data, port))
                    .isInstanceOf(ServerCannotStart.class)
                    .hasMessage("PostgreSQL" + message);
            assertThatThrownBy(() -> RedisServer.start(data, port))
                    .isInstanceOf(ServerCannotStart.class)
                    .hasMessage("Redis" + message);
            assertThatThrownBy(() -> KafkaBroker.start(data, port))
                    .isInstanceOf(ServerCannotStart.class)
                    .hasMessage("Kafka" + message);
        }
    }

    @Test
    void a_taken_port_is_told_before_any_server_is_started() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var data = DataFolder.open(folder)) {
            var ports = new Servers.Ports(Port.any(), new Port(taken.getLocalPort(), "box-office.port"), Port.any());

            assertThatThrownBy(() -> Servers.start(data, ports, (_, _) -> {})).hasMessageStartingWith("Redis");
            assertThat(folder.resolve("postgres")).doesNotExist();
        }
    }

    @Test
    void if_one_server_cannot_start_none_is_left_running() throws IOException {
        try (var data = DataFolder.open(folder)) {
            var ports = fixedPorts();
            Files.writeString(folder.resolve("redis"), "in the way of Redis's own folder");

            assertThatThrownBy(() -> Servers.start(data, ports, (_, _) -> {})).hasMessageContaining("redis");
            assertThat(ports.postgres().claimedFor("another"))
                    .isEqualTo(ports.postgres().number());
            assertThat(ports.kafka().claimedFor("another"))
                    .isEqualTo(ports.kafka().number());
        }
    }

    private static Servers.Ports fixedPorts() {
        return new Servers.Ports(fixed(), fixed(), fixed());
    }

    private static Port fixed() {
        return new Port(Port.any().claimedFor("a test"), "box-office.port");
    }

    private static Connection connect(PostgresServer postgres, String database) throws SQLException {
        return DriverManager.getConnection(postgres.url(database), postgres.user(), postgres.password());
    }

    private static String oneValue(PostgresServer postgres, String database, String query) throws SQLException {
        try (var connection = connect(postgres, database);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private static void publish(KafkaBroker kafka, String value) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers(), "acks", "all");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>("seats", 0, "key", value)).get();
        }
    }

    private static String firstPublished(KafkaBroker kafka) {
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers());
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            var partition = new TopicPartition("seats", 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            var records = consumer.poll(Duration.ofSeconds(20)).records(partition);
            assertThat(records).isNotEmpty();
            return records.getFirst().value();
        }
    }
}
