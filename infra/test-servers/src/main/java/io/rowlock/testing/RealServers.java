package io.rowlock.testing;

/** Where the servers of a test run come from. */
sealed interface RealServers extends AutoCloseable permits EmbeddedServers, ContainerServers {
    static RealServers start() {
        var source = System.getProperty("rowlock.servers", "embedded");
        return switch (source) {
            case "embedded" -> EmbeddedServers.startEmbedded();
            case "containers" -> ContainerServers.startContainers();
            default ->
                throw new IllegalArgumentException("rowlock.servers must be embedded or containers, was " + source);
        };
    }

    Database createDatabase(String name);

    String bootstrapServers();

    Broker broker();

    String redisHost();

    int redisPort();

    @Override
    void close();
}
