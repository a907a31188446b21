package io.rowlock.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** Talks to an app as any client would, and takes anything but a success for a reason to give up. */
final class JsonOverHttp implements AutoCloseable {
    private static final Duration TIME_TO_ANSWER = Duration.ofSeconds(20);
    private static final Duration TIME_TO_CATCH_UP = Duration.ofSeconds(30);
    private static final Duration BEFORE_ASKING_AGAIN = Duration.ofMillis(500);
    private static final int NOT_YET = 503;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIME_TO_ANSWER).build();
    private final URI app;

    JsonOverHttp(URI app) {
        this.app = app;
    }

    /** What came back, and what mark of its own writes came with it. */
    record Answer(JsonNode body, String position) {
        String text(String field) {
            return body.path(field).asText();
        }
    }

    Answer post(String path, Map<String, ?> body, Map<String, String> headers) {
        try {
            var request = request(path, headers)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
                    .build();
            return answered(request, send(request));
        } catch (IOException e) {
            throw new CannotLaunch("POST " + app.resolve(path) + " failed: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Asks again for a while if the answer is that it cannot be shown yet. */
    Answer get(String path, Map<String, String> headers) {
        try {
            var request = request(path, headers).build();
            long deadline = System.nanoTime() + TIME_TO_CATCH_UP.toNanos();
            var response = send(request);
            while (response.statusCode() == NOT_YET && System.nanoTime() - deadline < 0) {
                Thread.sleep(BEFORE_ASKING_AGAIN);
                response = send(request);
            }
            return answered(request, response);
        } catch (IOException e) {
            throw new CannotLaunch("GET " + app.resolve(path) + " failed: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private HttpRequest.Builder request(String path, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(app.resolve(path)).timeout(TIME_TO_ANSWER);
        headers.forEach(request::header);
        return request;
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, BodyHandlers.ofString());
    }

    private static CannotLaunch interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new CannotLaunch("Interrupted while waiting for an answer.", e);
    }

    private static Answer answered(HttpRequest request, HttpResponse<String> response) throws IOException {
        if (response.statusCode() / 100 != 2) {
            throw new IOException(
                    request.method() + " was answered with " + response.statusCode() + " " + response.body());
        }
        var position = response.headers().firstValue("Rowlock-Position").orElse("");
        return new Answer(JSON.readTree(response.body()), position);
    }

    @Override
    public void close() {
        http.close();
    }
}
