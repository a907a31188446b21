package io.rowlock.command.running;

import io.rowlock.command.CommandSide;
import io.rowlock.testing.Corner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One instance of the command side, and a caller who talks to it. */
public final class RunningApp implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ConfigurableApplicationContext context;
    private final HttpClient http = HttpClient.newHttpClient();

    /** What came back. */
    public record Answer(int status, String body, HttpResponse<String> raw) {
        public JsonNode json() {
            return JSON.readTree(body);
        }

        public String text(String field) {
            return json().get(field).asString();
        }

        public String header(String name) {
            return raw.headers().firstValue(name).orElse("");
        }
    }

    private RunningApp(ConfigurableApplicationContext context) {
        this.context = context;
    }

    public static RunningApp in(Corner corner, String... more) {
        return in(corner, List.of(), more);
    }

    /** With further parts, for what the app itself has no need of. */
    public static RunningApp in(Corner corner, List<Class<?>> parts, String... more) {
        var settings = new ArrayList<>(corner.settingsFor("command"));
        for (var setting : more) { // given twice, a setting would have both values
            settings.removeIf(it -> it.startsWith(setting.substring(0, setting.indexOf('=') + 1)));
            settings.add(setting);
        }
        var app = new SpringApplicationBuilder(CommandSide.class).sources(parts.toArray(Class<?>[]::new));
        return new RunningApp(app.run(settings.toArray(String[]::new)));
    }

    public <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    public Answer post(String address, String json, String... headers) {
        return ask("POST", address, json, headers);
    }

    public Answer get(String address, String... headers) {
        return ask("GET", address, "", headers);
    }

    public Answer ask(String method, String address, String body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port() + address))
                .timeout(PATIENCE)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        for (var header : headers) {
            int colon = header.indexOf(':');
            request.header(
                    header.substring(0, colon), header.substring(colon + 1).strip());
        }
        try {
            var answer = http.send(request.build(), BodyHandlers.ofString());
            return new Answer(answer.statusCode(), answer.body(), answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** An {@code Authorization} header of somebody who has just logged in. */
    public String bearer(String email, String password) {
        var credentials = "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password);
        return "Authorization: Bearer " + post("/api/auth/login", credentials).text("accessToken");
    }

    public int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    @Override
    public void close() {
        context.close();
        http.close();
    }
}
