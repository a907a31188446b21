package io.rowlock.command.waitingroom.entrance;

import io.rowlock.testing.Person;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A buyer's client that stays on the stream, and remembers what it was told and when. */
final class Listener implements Flow.Subscriber<String> {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final List<Told> told = new CopyOnWriteArrayList<>();
    private final CompletableFuture<HttpResponse<Void>> answer;
    private String event = "";
    private volatile Flow.@Nullable Subscription subscription;
    private volatile boolean ended;

    record Told(String event, JsonNode data, long atNanos) {}

    private Listener(HttpClient http, URI app, Person buyer, Object evening) {
        var request = HttpRequest.newBuilder(app.resolve("/api/queue/stream?scheduleId=" + evening))
                .header("Authorization", "Bearer " + buyer.token())
                .build();
        answer = http.sendAsync(request, BodyHandlers.fromLineSubscriber(this));
    }

    static Listener of(HttpClient http, URI app, Person buyer, Object evening) {
        return new Listener(http, app, buyer, evening);
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String line) {
        if (line.startsWith("event:")) {
            event = line.substring("event:".length()).strip();
        } else if (line.startsWith("data:")) {
            told.add(new Told(event, JSON.readTree(line.substring("data:".length())), System.nanoTime()));
        }
    }

    @Override
    public void onError(Throwable failure) {
        ended = true;
    }

    @Override
    public void onComplete() {
        ended = true;
    }

    List<Told> told() {
        return told;
    }

    Optional<Told> last(String ofThat) {
        return told.stream().filter(it -> it.event().equals(ofThat)).reduce((_, later) -> later);
    }

    String state() {
        return last("state").map(it -> it.data().at("/state").asString()).orElse("");
    }

    boolean hasEnded() {
        return ended;
    }

    /** Of the answer, once its head is there. */
    int status() {
        return answer.join().statusCode();
    }

    void hangUp() {
        var given = subscription;
        if (given != null) {
            given.cancel();
        }
        answer.cancel(true);
    }
}
