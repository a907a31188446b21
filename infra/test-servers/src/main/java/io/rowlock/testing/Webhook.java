package io.rowlock.testing;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** What a {@link PaymentCompany} calls back with; sent twice, it is a replay. */
public record Webhook(String address, String body, Map<String, String> headers) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    public Webhook {
        headers = Map.copyOf(headers);
    }

    public Person.Answer to(URI app) {
        var request = HttpRequest.newBuilder(app.resolve(address))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body, StandardCharsets.UTF_8));
        headers.forEach(request::header);
        return Person.send(request.build());
    }

    /** With another body under the same headers, as who has caught a true one might try. */
    public Webhook saying(String otherBody) {
        return new Webhook(address, otherBody, headers);
    }
}
