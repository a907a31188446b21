package io.rowlock.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Reads server-sent events from as many connections as a test likes with one thread, so that thousands of readers cost the
 * machine little beside what they read.
 */
public final class EventStreams implements AutoCloseable {
    private static final int NO_LENGTH = -1;

    /** So many messages are on their way at once, where some who stay are slower than others. */
    private static final int KNOWN = 16;

    private final Selector selector;
    private final Queue<Runnable> requests = new ConcurrentLinkedQueue<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 18);
    private final Thread thread;
    private volatile boolean closed;

    // Only the thread that reads looks at it.
    private final Deque<Known> known = new ArrayDeque<>();

    public EventStreams() {
        try {
            this.selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.thread = Thread.ofPlatform().name("event-streams").daemon().start(this::read);
    }

    /**
     * A message as it came.
     *
     * @param event empty for one without a name
     * @param arrivedAt by {@link System#nanoTime()}
     */
    public record Message(String id, String event, String data, long arrivedAt) {}

    /** Is told what one connection brings, by the one thread that reads. */
    public interface Reader {
        /** The answer's status. */
        default void opened(int status) {}

        void told(Message message);

        /** There will be no more. */
        default void ended() {}
    }

    /** Reads until it ends or is closed. */
    public Connection open(URI address, String lastEventId, Reader reader) {
        var connection = new Connection(address, lastEventId, reader);
        ask(connection::connect);
        return connection;
    }

    /** Most who stay are told the same as others before: that is taken apart once. */
    private List<Told> messagesOf(byte[] bytes) {
        for (var each : known) {
            if (Arrays.equals(bytes, each.bytes())) {
                return each.messages();
            }
        }
        var messages = Arrays.stream(new String(bytes, StandardCharsets.UTF_8).split("\n\n", -1))
                .filter(text -> !text.isEmpty())
                .map(Told::of)
                .toList();
        known.addFirst(new Known(bytes, messages));
        if (known.size() > KNOWN) {
            known.removeLast();
        }
        return messages;
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Known(byte[] bytes, List<Told> messages) {}

    /** A message, whoever it comes to. */
    private record Told(String id, String event, String data) {
        static Told of(String text) {
            var id = "";
            var event = "";
            var data = "";
            for (var line : text.split("\n", -1)) {
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    event = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    data = line.substring(6);
                }
            }
            return new Told(id, event, data);
        }
    }

    private void ask(Runnable request) {
        requests.add(request);
        selector.wakeup();
    }

    private void read() {
        while (!closed) {
            try {
                selector.select(100);
                for (var request = requests.poll(); request != null; request = requests.poll()) {
                    request.run();
                }
                long now = System.nanoTime();
                for (var key : selector.selectedKeys()) {
                    if (key.attachment() instanceof Connection connection) {
                        connection.ready(key, now);
                    }
                }
                selector.selectedKeys().clear();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** One reader's way to the app; only the thread that reads works with it. */
    public final class Connection {
        private final URI address;
        private final String lastEventId;
        private final Reader reader;
        private final ByteArrayOutputStream head = new ByteArrayOutputStream();
        private final ByteArrayOutputStream message = new ByteArrayOutputStream();
        private final StringBuilder chunkHead = new StringBuilder();
        private @Nullable SocketChannel channel;
        private boolean inBody;
        private int leftOfChunk = NO_LENGTH;

        private Connection(URI address, String lastEventId, Reader reader) {
            this.address = address;
            this.lastEventId = lastEventId;
            this.reader = reader;
        }

        /** Goes away without a word, as clients do. */
        public void close() {
            ask(this::end);
        }

        private void connect() {
            try {
                var opened = SocketChannel.open();
                channel = opened;
                opened.configureBlocking(false);
                opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
                opened.connect(new InetSocketAddress(address.getHost(), address.getPort()));
                opened.register(selector, SelectionKey.OP_CONNECT, this);
            } catch (IOException e) {
                end();
            }
        }

        private void ready(SelectionKey key, long now) {
            var opened = channel;
            if (opened == null || !key.isValid()) {
                return;
            }
            try {
                if (key.isConnectable() && opened.finishConnect()) {
                    opened.write(ByteBuffer.wrap(request().getBytes(StandardCharsets.US_ASCII)));
                    key.interestOps(SelectionKey.OP_READ);
                } else if (key.isReadable()) {
                    take(opened, now);
                }
            } catch (IOException e) {
                end();
            }
        }

        private String request() {
            var query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
            var resuming = lastEventId.isEmpty() ? "" : "Last-Event-ID: " + lastEventId + "\r\n";
            return "GET " + address.getRawPath() + query + " HTTP/1.1\r\nHost: " + address.getAuthority()
                    + "\r\nAccept: text/event-stream\r\n" + resuming + "\r\n";
        }

        private void take(SocketChannel from, long now) throws IOException {
            buffer.clear();
            int many = from.read(buffer);
            if (many < 0) {
                end();
                return;
            }
            buffer.flip();
            while (buffer.hasRemaining() && channel != null) {
                if (!inBody) {
                    takeHead(buffer.get());
                } else if (leftOfChunk > 0) {
                    takeOfChunk(now);
                } else {
                    takeOfChunkHead(buffer.get());
                }
            }
        }

        private void takeHead(byte it) {
            head.write(it);
            if (it != '\n') {
                return;
            }
            var text = head.toString(StandardCharsets.US_ASCII);
            if (text.endsWith("\r\n\r\n")) {
                inBody = true;
                int status = Integer.parseInt(text.substring(9, 12));
                reader.opened(status);
                if (status != 200) {
                    end(); // what it says is no stream
                }
            }
        }

        /** The line end after one chunk comes before the length of the next. */
        private void takeOfChunkHead(byte it) {
            if (it != '\n') {
                chunkHead.append((char) it);
                return;
            }
            var length = chunkHead.toString().strip();
            chunkHead.setLength(0);
            if (!length.isEmpty()) {
                leftOfChunk = Integer.parseInt(length, 16);
                if (leftOfChunk == 0) {
                    end();
                }
            }
        }

        /** As much as has come; a message ends with an empty line, and an app sends whole ones. */
        private void takeOfChunk(long now) {
            int many = Math.min(leftOfChunk, buffer.remaining());
            var bytes = new byte[many];
            buffer.get(bytes);
            message.writeBytes(bytes);
            leftOfChunk -= many;
            if (leftOfChunk == 0 && bytes[many - 1] == '\n') {
                var whole = message.toByteArray();
                if (whole.length > 1 && whole[whole.length - 2] == '\n') {
                    message.reset();
                    messagesOf(whole).forEach(it -> reader.told(new Message(it.id(), it.event(), it.data(), now)));
                }
            }
        }

        private void end() {
            var opened = channel;
            channel = null;
            if (opened != null) {
                try {
                    opened.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                reader.ended();
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (var key : selector.keys()) {
            if (key.attachment() instanceof Connection connection) {
                connection.end();
            }
        }
        try {
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
