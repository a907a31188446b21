package io.rowlock.query.seatmap;

import io.rowlock.api.catalogue.ScheduleId;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Those who stay and are told what changes: as many as may be, each by the virtual thread of its request. */
@Component
class SeatStreams implements SmartLifecycle {
    private final Boards boards;
    private final SeatMapSettings settings;
    private final SeatMapMetrics metrics;
    private final Message message;
    private final AtomicInteger open = new AtomicInteger();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private volatile boolean running;

    SeatStreams(Boards boards, SeatMapSettings settings, SeatMapMetrics metrics, JsonMapper json) {
        this.boards = boards;
        this.settings = settings;
        this.metrics = metrics;
        this.message = new Message(json);
        metrics.countStreams(open);
    }

    /**
     * Returns when the stream is over.
     *
     * @param from up to where the client was told; nothing for one that begins now
     * @throws TooManyStreams if as many are served as may be
     * @throws NotLiveYet if nothing can be told of the schedule right now
     */
    void serve(ScheduleId schedule, Optional<Cursor> from, HttpServletResponse response)
            throws IOException, InterruptedException {
        if (!running) {
            throw new TooManyStreams();
        }
        try {
            if (open.incrementAndGet() > settings.streams().most()) {
                throw new TooManyStreams();
            }
            var watched = boards.enter(schedule).orElseThrow(NotLiveYet::new);
            try {
                var board =
                        watched.awaitBoard(settings.streams().resumeWithin()).orElseThrow(NotLiveYet::new);
                serve(board, from, response);
            } finally {
                watched.streamEnds();
            }
        } finally {
            open.decrementAndGet();
        }
    }

    /** Begins an answer as that of a stream, which it is not. */
    void describe(ScheduleId schedule, HttpServletResponse response) {
        boards.mustKnow(schedule);
        beginAnswer(response);
    }

    private static void beginAnswer(HttpServletResponse response) {
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("X-Accel-Buffering", "no"); // a proxy that collects would make it late
    }

    private void serve(Board board, Optional<Cursor> from, HttpServletResponse response)
            throws IOException, InterruptedException {
        var opening = from.isPresent() ? board.resume(from.get()) : board.begin();
        beginAnswer(response);
        var thread = Thread.currentThread();
        threads.add(thread);
        try {
            new SeatStream(board, response.getOutputStream(), settings.streams(), metrics, message, () -> running)
                    .tell(opening);
        } finally {
            threads.remove(thread);
        }
    }

    @Override
    public void start() {
        running = true;
    }

    /** Before the server waits for requests that are under way, for these would be for an hour. */
    @Override
    public void stop() {
        running = false;
        threads.forEach(LockSupport::unpark);
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
