package io.rowlock.testing;

import io.rowlock.servers.Versions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** The same servers in the same versions, in containers. */
final class ContainerServers implements RealServers {
    private static final int REDIS_PORT = 6379;

    private final PostgreSQLContainer postgres;
    private final GenericContainer<?> redis;
    private final KafkaContainer kafka;

    private ContainerServers(PostgreSQLContainer postgres, GenericContainer<?> redis, KafkaContainer kafka) {
        this.postgres = postgres;
        this.redis = redis;
        this.kafka = kafka;
    }

    static ContainerServers startContainers() {
        var postgres = new PostgreSQLContainer(DockerImageName.parse("postgres").withTag(Versions.postgres()));
        var redis = new GenericContainer<>(DockerImageName.parse("redis").withTag(Versions.redis()))
                .withExposedPorts(REDIS_PORT);
        var kafka = new KafkaContainer(DockerImageName.parse("apache/kafka").withTag(Versions.kafka()));
        Startables.deepStart(postgres, redis, kafka).join();
        return new ContainerServers(postgres, redis, kafka);
    }

    @Override
    public Database createDatabase(String name) {
        try (var connection = DriverManager.getConnection(
                        postgres.getJdbcUrl(), postgres.getUsername(), postgres.getPassword());
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot make the database " + name, e);
        }
        var url = "jdbc:postgresql://" + postgres.getHost() + ":"
                + postgres.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT) + "/" + name;
        return new Database(url, postgres.getUsername(), postgres.getPassword());
    }

    @Override
    public String bootstrapServers() {
        return kafka.getBootstrapServers();
    }

    @Override
    public Broker broker() {
        throw new TestAbortedException(
                "A container comes back at another address; only an embedded broker can be stopped and started again");
    }

    @Override
    public String redisHost() {
        return redis.getHost();
    }

    @Override
    public int redisPort() {
        return redis.getMappedPort(REDIS_PORT);
    }

    @Override
    public void close() {
        Stream.of(postgres, redis, kafka).parallel().forEach(GenericContainer::stop);
    }
}
