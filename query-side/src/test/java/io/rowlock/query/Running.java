package io.rowlock.query;

import io.rowlock.api.identity.BuyerId;
import io.rowlock.testing.Corner;
import io.rowlock.testing.TokenMint;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The query side as its callers meet it, with tables to look into. */
final class Running implements AutoCloseable {
    static final String PASSWORD = "correct horse battery";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ConfigurableApplicationContext app;
    private final HttpClient http = HttpClient.newHttpClient();

    private Running(ConfigurableApplicationContext app) {
        this.app = app;
    }

    static Running in(Corner corner, String... more) {
        return inDatabase(corner, "query", more);
    }

    static Running inDatabase(Corner corner, String database, String... more) {
        var settings = new ArrayList<>(corner.settingsFor(database));
        settings.addAll(List.of(more));
        if (settings.stream().noneMatch(it -> it.startsWith("--rowlock.operations.password="))) {
            settings.add("--rowlock.operations.password=" + PASSWORD);
        }
        return new Running(QuerySide.start(settings.toArray(String[]::new)));
    }

    <T> T bean(Class<T> type) {
        return app.getBean(type);
    }

    String address() {
        return "http://localhost:" + app.getEnvironment().getRequiredProperty("local.server.port");
    }

    JdbcClient tables() {
        return bean(JdbcClient.class);
    }

    long count(String fromWhere) {
        return tables().sql("select count(*) from " + fromWhere)
                .query(Long.class)
                .single();
    }

    /** What came back. */
    record Answer(int status, HttpResponse<byte[]> response) {
        JsonNode json() {
            return JSON.readTree(response.body());
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    Answer get(String address, String... headers) throws IOException, InterruptedException {
        return send(request(address, headers).GET().build());
    }

    Answer head(String address) throws IOException, InterruptedException {
        return send(request(address).HEAD().build());
    }

    Answer getAs(BuyerId buyer, String address, String... headers) throws IOException, InterruptedException {
        return send(request(address, headers)
                .header("Authorization", "Bearer " + TokenMint.ofThisRun().tokenFor(buyer.value(), "BUYER"))
                .GET()
                .build());
    }

    Answer operations(String address) throws IOException, InterruptedException {
        return send(
                request(address).header("Authorization", basic(PASSWORD)).GET().build());
    }

    Answer rebuild(String projection) throws IOException, InterruptedException {
        return send(request("/actuator/projections/" + projection)
                .header("Authorization", basic(PASSWORD))
                .POST(BodyPublishers.noBody())
                .build());
    }

    static String basic(String password) {
        return "Basic "
                + Base64.getEncoder().encodeToString(("operations:" + password).getBytes(StandardCharsets.UTF_8));
    }

    private HttpRequest.Builder request(String address, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(address() + address)).timeout(Duration.ofSeconds(60));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private Answer send(HttpRequest request) throws IOException, InterruptedException {
        var response = http.send(request, BodyHandlers.ofByteArray());
        return new Answer(response.statusCode(), response);
    }

    @Override
    public void close() {
        http.close();
        app.close();
    }
}
