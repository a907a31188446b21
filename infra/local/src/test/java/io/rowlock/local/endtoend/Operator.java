package io.rowlock.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlock.local.AppProcess;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Whoever knows the operations password of a query side that was started with it. */
final class Operator {
    private static final String PASSWORD = "correct horse battery";

    static final String IS_LET_IN = "--rowlock.operations.password=" + PASSWORD;

    /** Returns once it has begun. */
    static void rebuildsEverything(AppProcess querySide) throws IOException, InterruptedException {
        var who = Base64.getEncoder().encodeToString(("operations:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        var request = HttpRequest.newBuilder(querySide.address().resolve("/actuator/projections/all"))
                .header("Authorization", "Basic " + who)
                .POST(BodyPublishers.noBody())
                .build();
        try (var http = HttpClient.newHttpClient()) {
            assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(202);
        }
    }

    private Operator() {}
}
