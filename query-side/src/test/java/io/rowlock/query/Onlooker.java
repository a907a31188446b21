package io.rowlock.query;

import io.rowlock.testing.EventStreams;
import io.rowlock.testing.EventStreams.Connection;
import io.rowlock.testing.EventStreams.Message;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who stays, remembers what they are told, and comes back where they left. */
final class Onlooker implements EventStreams.Reader {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final EventStreams streams;
    private final List<JsonNode> messages = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, String> told = Collections.synchronizedMap(new LinkedHashMap<>());
    private volatile String cursor;
    private volatile String startAgain = "";
    private volatile int status;
    private volatile CompletableFuture<Boolean> ended = new CompletableFuture<>();
    private @Nullable Connection connection;

    Onlooker(EventStreams streams, String cursor) {
        this.streams = streams;
        this.cursor = cursor;
    }

    Onlooker looksAt(Running app, String schedule) {
        ended = new CompletableFuture<>();
        connection =
                streams.open(URI.create(app.address() + "/api/schedules/" + schedule + "/seats/stream"), cursor, this);
        return this;
    }

    /** And is gone once that has arrived. */
    void goesAway() {
        if (connection != null) {
            connection.close();
            ended.orTimeout(30, TimeUnit.SECONDS).join();
        }
    }

    @Override
    public void opened(int answered) {
        status = answered;
    }

    @Override
    public void told(Message message) {
        if (message.event().equals("start-again")) {
            startAgain = JSON.readTree(message.data()).at("/reason").asString();
            return;
        }
        cursor = message.id();
        if (!message.data().isEmpty()) {
            var json = JSON.readTree(message.data());
            for (var change : json.get("changes")) {
                told.merge(change.at("/seat").asString(), change.at("/state").asString(), String::concat);
            }
            messages.add(json);
        }
    }

    @Override
    public void ended() {
        ended.complete(true);
    }

    int status() {
        return status;
    }

    String cursor() {
        return cursor;
    }

    /** The reason why the last stream could not go on, or nothing. */
    String startAgain() {
        return startAgain;
    }

    boolean isAway() {
        return ended.isDone();
    }

    List<JsonNode> messages() {
        return List.copyOf(messages);
    }

    /** The letters of each seat that changed, one after the other. */
    Map<String, String> told() {
        return Map.copyOf(told);
    }
}
