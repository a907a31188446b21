package io.rowlock.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlock.web.tiny.Keys;
import io.rowlock.web.tiny.TinyApp;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocumentsTest {
    private final ConfigurableApplicationContext app;
    private final Wire wire;

    DocumentsTest(@TempDir Path folder) throws IOException, GeneralSecurityException {
        app = TinyApp.start(Keys.in(folder, 2048));
        wire = new Wire(TinyApp.port(app));
    }

    @AfterAll
    void stop() {
        app.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator/health",
                "/actuator/health/liveness",
                "/actuator/health/readiness",
                "/actuator/prometheus",
                "/v3/api-docs",
                "/v3/api-docs.yaml",
                "/v3/api-docs/swagger-config",
                "/swagger-ui/index.html",
                "/swagger-ui/swagger-ui-bundle.js",
                "/swagger-ui/swagger-ui.css"
            })
    void what_describes_and_watches_the_app_is_open(String address) throws IOException {
        assertThat(wire.get(address).status()).isEqualTo(200);
    }

    @Test
    void swagger_ui_is_found_at_its_short_address() throws IOException {
        var answer = wire.get("/swagger-ui.html");
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("Location")).endsWith("/swagger-ui/index.html");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/env", "/actuator/heapdump", "/actuator/beans", "/actuator/shutdown"})
    void nothing_else_of_the_app_can_be_looked_into(String address) throws IOException {
        assertThat(wire.get(address).status()).isEqualTo(404);
    }

    @Test
    void prometheus_sees_how_requests_fare() throws IOException {
        wire.get("/api/open/search?page-size=1");
        assertThat(wire.get("/actuator/prometheus").body())
                .contains("http_server_requests_seconds_count")
                .contains("uri=\"/api/open/search\"");
    }

    @Test
    void the_document_names_the_app_its_tokens_and_its_refusals() throws IOException {
        var document = wire.get("/v3/api-docs").json();
        assertThat(document.at("/info/title").asString()).isEqualTo("Tiny");
        assertThat(document.at("/components/securitySchemes/bearer/scheme").asString())
                .isEqualTo("bearer");
        assertThat(document.at("/components/schemas/Problem/properties/errors/items/properties/rule/type")
                        .asString())
                .isEqualTo("string");
    }

    @Test
    void the_document_says_who_needs_a_token_as_the_rules_have_it() throws IOException {
        var paths = wire.get("/v3/api-docs").json().get("paths");
        var hold = paths.at("/~1api~1seats~1{seat}~1hold/post");
        assertThat(hold.at("/security/0").has("bearer")).isTrue();
        assertThat(hold.at("/responses/401/content/application~1problem+json/schema/$ref")
                        .asString())
                .isEqualTo("#/components/schemas/Problem");
        var order = paths.at("/~1api~1open~1orders/post");
        assertThat(order.has("security")).isFalse();
        assertThat(order.get("responses").propertyNames()).containsExactlyInAnyOrder("200", "400", "default");
        assertThat(paths.has("/error")).isFalse();
    }

    @Test
    void the_caller_is_no_parameter_and_typed_ids_are_text() throws IOException {
        var paths = wire.get("/v3/api-docs").json().get("paths");
        assertThat(paths.at("/~1api~1seats~1{seat}~1hold/post/parameters")
                        .valueStream()
                        .map(it -> it.get("name").asString()))
                .containsExactly("seat");
        assertThat(paths.at("/~1api~1me/get").has("parameters")).isFalse();
        assertThat(paths.at("/~1api~1open~1schedules~1{schedule}/get/parameters/0/schema/type")
                        .asString())
                .isEqualTo("string");
    }
}
