package io.rowlock.query;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.rowlock.api.identity.BuyerId;
import io.rowlock.testing.Corner;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The query side as its callers meet it, with tables to look into. */
final class Running implements AutoCloseable {
    static final String PASSWORD = "correct horse battery";

    private static final KeyPair KEYS = keys();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ConfigurableApplicationContext app;
    private final HttpClient http = HttpClient.newHttpClient();

    private Running(ConfigurableApplicationContext app) {
        this.app = app;
    }

    static Running in(Corner corner, String... more) throws IOException {
        var settings = new ArrayList<>(corner.settingsFor("query"));
        settings.add("--rowlock.tokens.public-key=" + publicKey().toUri());
        settings.add("--rowlock.operations.password=" + PASSWORD);
        settings.addAll(List.of(more));
        return new Running(QuerySide.start(settings.toArray(String[]::new)));
    }

    <T> T bean(Class<T> type) {
        return app.getBean(type);
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

    Answer getAs(BuyerId buyer, String address, String... headers)
            throws IOException, InterruptedException, JOSEException {
        return send(request(address, headers)
                .header("Authorization", "Bearer " + token(buyer))
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
        var port = app.getEnvironment().getRequiredProperty("local.server.port");
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + address))
                .timeout(Duration.ofSeconds(60));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private Answer send(HttpRequest request) throws IOException, InterruptedException {
        var response = http.send(request, BodyHandlers.ofByteArray());
        return new Answer(response.statusCode(), response);
    }

    private static String token(BuyerId buyer) throws JOSEException {
        var token = new SignedJWT(
                new JWSHeader(JWSAlgorithm.RS256),
                new JWTClaimsSet.Builder()
                        .issuer("rowlock")
                        .subject(buyer.value())
                        .claim("roles", List.of("BUYER"))
                        .expirationTime(Date.from(Instant.now().plus(Duration.ofHours(1))))
                        .build());
        token.sign(new RSASSASigner(KEYS.getPrivate()));
        return token.serialize();
    }

    private static KeyPair keys() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2_048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path publicKey() throws IOException {
        var file = Files.createTempFile("public", ".pem");
        file.toFile().deleteOnExit();
        return Files.writeString(
                file,
                "-----BEGIN PUBLIC KEY-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'})
                                .encodeToString(KEYS.getPublic().getEncoded())
                        + "\n-----END PUBLIC KEY-----\n");
    }

    @Override
    public void close() {
        http.close();
        app.close();
    }
}
