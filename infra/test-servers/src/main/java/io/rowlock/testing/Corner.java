package io.rowlock.testing;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** What one test class has to itself in the servers that all share: nobody else sees its databases, topics and keys. */
public final class Corner {
    private final RealServers servers;
    private final String name;
    private final Map<String, Database> databases = new ConcurrentHashMap<>();

    Corner(RealServers servers, String name) {
        this.servers = servers;
        this.name = name;
    }

    /** This class's database of that name: empty at first, the same one every time. */
    public Database database(String called) {
        return databases.computeIfAbsent(called, it -> servers.createDatabase(name + "_" + it));
    }

    public String bootstrapServers() {
        return servers.bootstrapServers();
    }

    /** This class's name for a topic. */
    public String topic(String called) {
        return name + "." + called;
    }

    public String redisHost() {
        return servers.redisHost();
    }

    public int redisPort() {
        return servers.redisPort();
    }

    /** What the keys of this class begin with. */
    public String keyPrefix() {
        return name + ":";
    }

    /** The broker that all test classes share: start it again before the test ends. */
    public Broker broker() {
        return servers.broker();
    }

    /** What to tell an app on its command line, so that it runs in this corner on any free port. */
    public List<String> settingsFor(String app) {
        var database = database(app);
        var corner = List.of(
                "--server.port=0",
                "--spring.datasource.url=" + database.url(),
                "--spring.datasource.username=" + database.user(),
                "--spring.datasource.password=" + database.password(),
                "--rowlock.kafka.bootstrap-servers=" + bootstrapServers(),
                "--rowlock.feed.topic=" + topic("events"));
        return Stream.of(corner, redisSettings(), TokenMint.ofThisRun().settings())
                .flatMap(List::stream)
                .toList();
    }

    private List<String> redisSettings() {
        return List.of(
                "--spring.data.redis.host=" + redisHost(),
                "--spring.data.redis.port=" + redisPort(),
                "--rowlock.redis.key-prefix=" + keyPrefix());
    }
}
