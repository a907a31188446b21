package io.rowlock.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * A line to a server that passes everything on as it is, and can be made to take its time, or be cut.
 *
 * <p>Every answer is late by the same time, however many there are, as with a server that is far away.
 */
public final class SlowLine implements AutoCloseable {
    private static final int CHUNK = 16_384;
    private static final int MOST_CHUNKS = 10_000;
    private static final int BACKLOG = 200;

    private final InetSocketAddress server;
    private final int port;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile ServerSocket listening;
    private volatile long lateByNanos;

    /** Listens where nobody else does. */
    public SlowLine(String host, int serversPort, int port) {
        this.server = new InetSocketAddress(host, serversPort);
        this.port = port;
        this.listening = listen();
    }

    public String host() {
        return InetAddress.getLoopbackAddress().getHostAddress();
    }

    public int port() {
        return port;
    }

    /** From now on, every answer takes so much longer; those that are under way already do not. */
    public void lateBy(Duration time) {
        lateByNanos = time.toNanos();
    }

    /** Hangs up on everybody, and refuses whoever comes. */
    public void cut() {
        close(listening);
        open.forEach(SlowLine::close);
        open.clear();
    }

    /** At the same address as before. */
    public void mend() {
        if (listening.isClosed()) {
            listening = listen();
        }
    }

    private ServerSocket listen() {
        try {
            var socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
            Thread.startVirtualThread(() -> accept(socket));
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket from) {
        while (!from.isClosed()) {
            try {
                var client = from.accept();
                open.add(client);
                Thread.startVirtualThread(() -> serve(client));
            } catch (IOException cut) {
                // Then nobody is accepted any more.
            }
        }
    }

    private void serve(Socket client) {
        var answers = new LinkedBlockingQueue<Chunk>(MOST_CHUNKS);
        try (client;
                var upstream = new Socket()) {
            upstream.connect(server);
            upstream.setTcpNoDelay(true);
            client.setTcpNoDelay(true);
            Thread.startVirtualThread(() -> passOn(answers, client));
            Thread.startVirtualThread(() -> askFor(client, upstream));
            take(upstream, answers);
        } catch (IOException over) {
            // One of the two has hung up, so the other is hung up on.
        } finally {
            open.remove(client);
            answers.offer(END);
        }
    }

    private record Chunk(ByteBuffer bytes, long due) {
        boolean isTheEnd() {
            return !bytes.hasRemaining();
        }
    }

    private static final Chunk END = new Chunk(ByteBuffer.allocate(0), 0);

    private static void askFor(Socket client, Socket upstream) {
        try {
            client.getInputStream().transferTo(upstream.getOutputStream());
        } catch (IOException over) {
            // Noticed below.
        } finally {
            close(upstream);
        }
    }

    private void take(Socket upstream, BlockingQueue<Chunk> answers) throws IOException {
        var buffer = new byte[CHUNK];
        var in = upstream.getInputStream();
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            var chunk = new Chunk(ByteBuffer.wrap(Arrays.copyOf(buffer, read)), System.nanoTime() + lateByNanos);
            if (!answers.offer(chunk)) {
                throw new IOException("More answers wait than anybody should have asked for");
            }
        }
    }

    private void passOn(BlockingQueue<Chunk> answers, Socket client) {
        try {
            for (var chunk = answers.take(); !chunk.isTheEnd(); chunk = answers.take()) {
                for (long left = chunk.due() - System.nanoTime(); left > 0; left = chunk.due() - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                client.getOutputStream().write(chunk.bytes().array());
            }
        } catch (IOException over) {
            close(client);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(AutoCloseable what) {
        try {
            what.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        cut();
    }
}
