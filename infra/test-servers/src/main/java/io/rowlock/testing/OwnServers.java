package io.rowlock.testing;

/** Servers of one's own, for test engines that do not know Jupiter's extensions. */
public final class OwnServers implements AutoCloseable {
    private final RealServers servers = RealServers.start();
    private final Corner corner;

    public OwnServers(String name) {
        corner = new Corner(servers, name);
    }

    public Corner corner() {
        return corner;
    }

    @Override
    public void close() {
        servers.close();
    }
}
