package io.rowlock.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An invented person with a token, who calls an app over HTTP as real people do. */
public record Person(String id, String token) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public static Person buyer(String name) {
        return with("usr-" + name, "BUYER");
    }

    public static Person organiser(String name) {
        return with("usr-" + name, "ORGANISER");
    }

    public static Person operator(String name) {
        return with("usr-" + name, "OPERATOR");
    }

    public static Person auditor(String name) {
        return with("usr-" + name, "AUDITOR");
    }

    private static Person with(String id, String role) {
        return new Person(id, TokenMint.ofThisRun().tokenFor(id, role));
    }

    /** What came back. */
    public record Answer(int status, Map<String, String> headers, String body) {
        public JsonNode json() {
            return JSON.readTree(body);
        }

        /** The text, number or state at a JSON pointer, as text. */
        public String at(String pointer) {
            return json().at(pointer).asString();
        }

        /** The last part of the problem's type. */
        public String problem() {
            return at("/type").replaceFirst("^/problems/", "");
        }

        public String position() {
            return headers.getOrDefault("rowlock-position", "");
        }
    }

    public Answer post(URI app, String path, String json, String... headers) {
        return send(request(app, path, headers)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build());
    }

    public Answer get(URI app, String path, String... headers) {
        return send(request(app, path, headers).GET().build());
    }

    public Answer put(URI app, String path, String json, String... headers) {
        return send(request(app, path, headers)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(json))
                .build());
    }

    public Answer delete(URI app, String path, String... headers) {
        return send(request(app, path, headers).DELETE().build());
    }

    private HttpRequest.Builder request(URI app, String path, String... headers) {
        var request =
                HttpRequest.newBuilder(app.resolve(path)).timeout(PATIENCE).header("Authorization", "Bearer " + token);
        return headers.length == 0 ? request : request.headers(headers);
    }

    /** For requests that none of the above can make. */
    public static Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
            var headers = new HashMap<String, String>();
            response.headers()
                    .map()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
            return new Answer(response.statusCode(), headers, response.body());
        } catch (IOException noAnswer) {
            throw new UncheckedIOException(noAnswer);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        }
    }
}
