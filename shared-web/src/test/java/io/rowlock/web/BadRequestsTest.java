package io.rowlock.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.rowlock.web.Wire.Answer;
import io.rowlock.web.tiny.Keys;
import io.rowlock.web.tiny.TinyApp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

@ExtendWith(OutputCaptureExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadRequestsTest {
    private static final String GOOD_ORDER =
            "'schedule':'sch-1','title':'Tosca','rows':[{'name':'A','seats':3}],'seats':['A-1-1']";

    private final ConfigurableApplicationContext app;
    private final Wire wire;

    BadRequestsTest(@TempDir Path folder) throws IOException, GeneralSecurityException {
        app = TinyApp.start(Keys.in(folder, 2048));
        wire = new Wire(TinyApp.port(app));
    }

    @AfterAll
    void stop() {
        app.close();
    }

    @BeforeAll
    void a_good_order_is_taken() throws IOException {
        assertThat(order(GOOD_ORDER).status()).isEqualTo(200);
    }

    static Stream<Arguments> faultyOrders() {
        return Stream.of(
                // what was sent, the field, the rule, a part of the message
                arguments("{'title':'Tosca','rows':[]}", "schedule", "required", "null"),
                arguments("{'schedule':'sch-1','title':' ','rows':[]}", "title", "required", "blank"),
                arguments("{'schedule':'sch-1','title':'a','rows':[]}", "title", "too-short", "size"),
                arguments("{'schedule':'sch-1','title':'aaaaaaaaaaa','rows':[]}", "title", "too-long", "size"),
                arguments("{" + GOOD_ORDER + ",'contact':'anna'}", "contact", "malformed", "email"),
                arguments(
                        "{'schedule':'sch-1','title':'Tosca','rows':[{'name':'A','seats':3},{'name':'B','seats':0}]}",
                        "rows[1].seats",
                        "out-of-range",
                        "greater"),
                arguments(
                        "{'schedule':'sch-1','title':'Tosca','rows':[{'name':'ABCDEF','seats':3}]}",
                        "rows[0].name",
                        "too-long",
                        "size"),
                arguments("{'schedule':'sch-1','title':'Tosca','rows':[null]}", "rows[0]", "required", "null"),
                arguments(
                        "{'schedule':'sch-1','title':'Tosca','rows':[{'name':'A','seats':1},{'name':'A','seats':1},"
                                + "{'name':'A','seats':1}]}",
                        "rows",
                        "too-many",
                        "size"),
                arguments("{" + GOOD_ORDER + ",'tittle':'x'}", "tittle", "unknown-field", "not a field"),
                arguments(
                        "{'schedule':'sch-1','title':'T','rows':[{'name':'A','seats':3,'colour':'red'}]}",
                        "rows[0].colour",
                        "unknown-field",
                        "not a field"),
                arguments("{" + GOOD_ORDER + ",'method':'BARTER'}", "method", "unknown-value", "MOCK"),
                arguments("{" + GOOD_ORDER + ",'method':0}", "method", "unknown-value", "MOCK"),
                arguments("{" + GOOD_ORDER + ",'startsAt':'tomorrow'}", "startsAt", "malformed", "2027"),
                arguments("{" + GOOD_ORDER + ",'holdFor':'5 minutes'}", "holdFor", "malformed", "PT5M"),
                arguments("{" + GOOD_ORDER + ",'count':'three'}", "count", "wrong-type", "whole number"),
                arguments("{" + GOOD_ORDER + ",'count':'3'}", "count", "wrong-type", "whole number"),
                arguments("{" + GOOD_ORDER + ",'count':1.5}", "count", "wrong-type", "whole number"),
                arguments("{" + GOOD_ORDER + ",'count':99999999999}", "count", "out-of-range", "too large"),
                arguments("{" + GOOD_ORDER + ",'count':{}}", "count", "wrong-type", "whole number"),
                arguments("{" + GOOD_ORDER + ",'gated':'yes'}", "gated", "wrong-type", "true or false"),
                arguments("{'schedule':'sch-1','title':5,'rows':[]}", "title", "wrong-type", "text"),
                arguments("{'schedule':'sch-1','title':['a'],'rows':[]}", "title", "wrong-type", "text"),
                arguments("{'schedule':'sch-1','title':'Tosca','rows':{}}", "rows", "wrong-type", "list"),
                arguments("{'schedule':'no such/id','title':'Tosca','rows':[]}", "schedule", "malformed", "letters"),
                arguments("{'schedule':'','title':'Tosca','rows':[]}", "schedule", "malformed", "letters"),
                arguments("{'schedule':7,'title':'Tosca','rows':[]}", "schedule", "wrong-type", "documented"),
                arguments(
                        "{'schedule':'sch-1','title':'Tosca','rows':[],'seats':['A-1-1','nowhere']}",
                        "seats[1]",
                        "malformed",
                        "SECTION-ROW-NUMBER"),
                arguments(
                        "{" + GOOD_ORDER + ",'price':{'amount':-1,'currency':'KRW'}}",
                        "price",
                        "malformed",
                        "negative"),
                arguments("{" + GOOD_ORDER + ",'price':{'amount':1}}", "price", "malformed", "incomplete"),
                arguments(
                        "{" + GOOD_ORDER + ",'price':{'amount':null,'currency':'KRW'}}",
                        "price.amount",
                        "wrong-type",
                        ""),
                arguments(
                        "{" + GOOD_ORDER + ",'price':{'amount':'1','currency':'KRW'}}",
                        "price.amount",
                        "wrong-type",
                        ""),
                arguments("{'schedule':'sch-1','title':'To\\u0000sca','rows':[]}", "title", "malformed", "text"),
                arguments("{'schedule':'sch-1','title':'To\\ud800sca','rows':[]}", "title", "malformed", "text"),
                arguments("{'schedule':'sch-1','schedule':'sch-2','title':'T','rows':[]}", "body", "malformed", "JSON"),
                arguments("{'schedule':'sch-1','title':'Tosca','rows':[]} {}", "body", "wrong-type", "one JSON value"),
                arguments("{'schedule':'sch-1',", "body", "malformed", "line 1"),
                arguments("schedule=sch-1", "body", "malformed", "line 1"),
                arguments("[]", "body", "wrong-type", "documented"),
                arguments("'text'", "body", "wrong-type", "documented"),
                arguments("null", "body", "required", "not be null"),
                arguments("", "body", "required", "not be null"));
    }

    @ParameterizedTest
    @MethodSource("faultyOrders")
    void a_fault_in_a_body_is_named_with_its_field_its_rule_and_a_sentence(
            String order, String field, String rule, String message) throws IOException {
        var answer = wire.post("/api/open/orders", order.replace('\'', '"'));
        assertThatItIsAProblem(answer, 400, "invalid-request", "/api/open/orders");
        assertThat(answer.json().get("errors").valueStream()).as(answer.body()).anySatisfy(error -> {
            assertThat(error.get("field").asString()).isEqualTo(field);
            assertThat(error.get("rule").asString()).isEqualTo(rule);
            assertThat(error.get("message").asString()).contains(message);
        });
    }

    @Test
    void all_faults_are_named_at_once() throws IOException {
        var answer = order("'title':'','rows':[{'name':'','seats':0}]");
        assertThat(answer.json()
                        .get("errors")
                        .valueStream()
                        .map(it -> it.get("field").asString()))
                .contains("schedule", "title", "rows[0].name", "rows[0].seats");
    }

    @Test
    void messages_do_not_change_with_the_callers_language() throws IOException {
        var answer = wire.post("/api/open/orders", "{}", "Accept-Language: de");
        assertThat(answer.body()).contains("must not be null").doesNotContain("darf nicht");
    }

    @Test
    void bytes_that_are_no_utf_8_are_malformed_and_not_a_failure() throws IOException {
        var body = "{\"title\":\"\u00ff\"}".getBytes(StandardCharsets.ISO_8859_1);
        var head = "POST /api/open/orders HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n";
        var all = new byte[head.length() + body.length];
        System.arraycopy(head.getBytes(StandardCharsets.US_ASCII), 0, all, 0, head.length());
        System.arraycopy(body, 0, all, head.length(), body.length);
        assertThatItIsAProblem(wire.send(all), 400, "invalid-request", "/api/open/orders");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/open/orders application/json", "/api/open/texts text/plain"})
    void a_body_that_never_becomes_whole_is_the_callers_fault_and_not_ours(String addressAndType) throws IOException {
        var address = addressAndType.replaceFirst(" .*", "");
        var head = "POST " + address + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: "
                + addressAndType.replaceFirst(".* ", "") + "\r\n";
        assertThatItIsAProblem(wire.send(head + "Content-Length: 100\r\n\r\n{"), 400, "invalid-request", address);
        assertThatItIsAProblem(
                wire.send(head + "Transfer-Encoding: chunked\r\n\r\nzz\r\n"), 400, "invalid-request", address);
    }

    @Test
    void very_deep_json_is_malformed_and_not_a_failure() throws IOException {
        assertThatItIsAProblem(
                wire.post("/api/open/orders", "[".repeat(20_000)), 400, "invalid-request", "/api/open/orders");
    }

    @Test
    void a_fault_in_a_list_that_is_the_body_is_named_by_its_place() throws IOException {
        var answer = wire.post("/api/open/rows", "[{\"name\":\"A\",\"seats\":1},{\"name\":\"B\",\"seats\":0}]");
        assertThatItIsAProblem(answer, 400, "invalid-request", "/api/open/rows");
        assertThat(answer.json().at("/errors/0/field").asString()).isEqualTo("[1].seats");
    }

    static Stream<Arguments> faultyAddresses() {
        return Stream.of(
                arguments("/api/open/search", "page-size", "required"),
                arguments("/api/open/search?page-size=", "page-size", "malformed"),
                arguments("/api/open/search?page-size=many", "page-size", "malformed"),
                arguments("/api/open/search?page-size=0", "page-size", "out-of-range"),
                arguments("/api/open/search?page-size=101", "page-size", "out-of-range"),
                arguments("/api/open/search?page-size=99999999999", "page-size", "malformed"),
                arguments("/api/open/search?page-size=1&method=BARTER", "method", "unknown-value"),
                arguments("/api/open/search?page-size=1&from=tomorrow", "from", "malformed"),
                arguments("/api/open/search?page-size=1&text=" + "x".repeat(21), "text", "too-long"),
                arguments("/api/open/search?page-size=1&text=%00", "request", "malformed"),
                arguments("/api/open/headed", "Rowlock-Colour", "required"),
                arguments("/api/open/schedules/no.such.id", "schedule", "malformed"),
                arguments("/api/open/schedules/" + "x".repeat(65), "schedule", "malformed"));
    }

    @ParameterizedTest
    @MethodSource("faultyAddresses")
    void a_fault_in_a_parameter_is_named_as_the_caller_wrote_it(String address, String field, String rule)
            throws IOException {
        var answer = wire.get(address);
        assertThatItIsAProblem(answer, 400, "invalid-request", address.replaceFirst("\\?.*", ""));
        assertThat(answer.json().at("/errors/0/field").asString()).isEqualTo(field);
        assertThat(answer.json().at("/errors/0/rule").asString()).isEqualTo(rule);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/nowhere", "/api", "/api/", "/api/open/orders/", "/error", "/favicon.ico", "/login"})
    void nothing_is_served_at_other_addresses(String address) throws IOException {
        var answer = wire.get(address);
        assertThatItIsAProblem(answer, 404, "no-such-address", address);
    }

    @Test
    void a_method_that_is_not_served_is_told_which_ones_are() throws IOException {
        var answer = wire.ask("DELETE", "/api/open/orders");
        assertThatItIsAProblem(answer, 405, "method-not-allowed", "/api/open/orders");
        assertThat(answer.header("Allow")).isEqualTo("POST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "CONNECT", "PROPFIND", "get", "GÄT"})
    void odd_methods_are_refused_as_problems(String method) throws IOException {
        var answer = wire.ask(method, "/api/open/search?page-size=1");
        assertThat(answer.status()).isIn(400, 401, 403, 405, 501);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThatNothingInsideIsShown(answer);
    }

    @Test
    void what_is_not_accepted_is_told_as_a_problem_all_the_same() throws IOException {
        var answer = wire.send(Wire.request(
                "POST",
                "/api/open/orders",
                "{" + GOOD_ORDER.replace('\'', '"') + "}",
                "Content-Type: application/json",
                "Accept: image/png"));
        assertThatItIsAProblem(answer, 406, "not-acceptable", "/api/open/orders");
        assertThatItIsAProblem(
                wire.get("/api/open/search", "Accept: text/html"), 400, "invalid-request", "/api/open/search");
        assertThatItIsAProblem(wire.get("/nowhere", "Accept: text/html"), 404, "no-such-address", "/nowhere");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Type: text/plain", "Content-Type: garbage", "X-No: content type"})
    void a_body_that_is_not_json_is_not_taken(String header) throws IOException {
        var answer = wire.send(Wire.request("POST", "/api/open/orders", "{}", header));
        assertThatItIsAProblem(answer, 415, "unsupported-media-type", "/api/open/orders");
    }

    @Test
    void a_body_is_taken_up_to_64_kilobytes_and_not_a_byte_further() throws IOException {
        var most = "x".repeat(64 * 1024);
        assertThat(wire.send(text(most)).body()).isEqualTo("65536");
        assertThatItIsAProblem(wire.send(text(most + "x")), 413, "body-too-large", "/api/open/texts");
    }

    @Test
    void a_body_of_unknown_length_is_bounded_alike() throws IOException {
        assertThat(wire.send(chunked("/api/open/texts", "text/plain", 64)).body())
                .isEqualTo("65536");
        assertThatItIsAProblem(
                wire.send(chunked("/api/open/texts", "text/plain", 65)), 413, "body-too-large", "/api/open/texts");
        assertThatItIsAProblem(
                wire.send(chunked("/api/open/orders", "application/json", 65)),
                413,
                "body-too-large",
                "/api/open/orders");
    }

    @Test
    void a_large_body_is_refused_before_anybody_asks_who_sends_it() throws IOException {
        var answer = wire.send(Wire.request("POST", "/api/seats/A-1-1/hold", "x".repeat(70_000)));
        assertThatItIsAProblem(answer, 413, "body-too-large", "/api/seats/A-1-1/hold");
    }

    static Stream<Arguments> brokenHttp() {
        return Stream.of(
                arguments("GET\r\n\r\n", 400),
                arguments("GARBAGE\r\n\r\n", 400),
                arguments("G<T / HTTP/1.1\r\nHost: x\r\n\r\n", 400),
                arguments("GET /api/open/se arch HTTP/1.1\r\nHost: x\r\n\r\n", 400),
                arguments("GET /api/{seat} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", 400),
                arguments("GET /api/%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", 400),
                arguments("GET /api/%00 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", 400),
                arguments("GET //api//open HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", 400),
                arguments("GET /api/../../etc HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", 400),
                arguments("GET /api/open;x=1/search HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", 400),
                arguments("GET /api/open/search HTTP/1.1\r\n\r\n", 400),
                arguments("GET /api/open/search HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400),
                arguments("GET /api/open/search HTTP/1.1\r\nHost: a b\r\n\r\n", 400),
                arguments("GET /api/open/search HTTP/9.9\r\nHost: x\r\n\r\n", 505),
                arguments(
                        "GET /api/open/search HTTP/1.1\r\nHost: x\r\nBroken header\r\nConnection: close\r\n\r\n", 400),
                arguments("GET / HTTP/1.1\r\nHost: x\r\nX-Large: " + "x".repeat(20_000) + "\r\n\r\n", 400),
                arguments("GET /" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: x\r\n\r\n", 400),
                arguments("GET / HTTP/1.1\r\nHost: x\r\n" + "A: b\r\n".repeat(200) + "\r\n", 400),
                arguments("POST /api/open/orders HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n", 400),
                arguments(
                        "POST /api/open/orders HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n",
                        400),
                arguments("POST /api/open/orders HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: odd\r\n\r\n", 501),
                arguments(
                        "POST /api/open/orders HTTP/1.1\r\nHost: x\r\nExpect: miracles\r\nConnection: close\r\n\r\n",
                        417),
                arguments(
                        String.join(
                                "\r\n",
                                "POST /api/open/orders HTTP/1.1",
                                "Host: x",
                                "Content-Type: application/json",
                                "Transfer-Encoding: chunked",
                                "",
                                "zz",
                                ""),
                        400));
    }

    @ParameterizedTest
    @MethodSource("brokenHttp")
    void http_that_no_feature_ever_sees_is_refused_as_a_problem(String bytes, int status) throws IOException {
        var answer = wire.send(bytes);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().get("type").asString()).startsWith("/problems/");
        assertThat(answer.json().get("status").asInt()).isEqualTo(status);
        assertThat(answer.json().has("errors")).isEqualTo(status == 400);
        assertThatNothingInsideIsShown(answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/open/broken", "/api/open/exhausted", "/api/open/illegal"})
    void what_nobody_foresaw_is_logged_and_the_caller_gets_the_reference_alone(String address, CapturedOutput log)
            throws IOException {
        var answer = wire.get(address);
        assertThatItIsAProblem(answer, 500, "internal-error", address);
        assertThat(answer.body()).doesNotContain("secret");
        var reference = answer.json().get("reference").asString();
        assertThat(reference).hasSize(12);
        assertThat(log.getAll()).contains(reference).contains("secret");
    }

    @Test
    void a_features_own_advice_is_asked_before_the_last_resort() throws IOException {
        assertThatItIsAProblem(wire.get("/api/open/refused"), 409, "seat-already-sold", "/api/open/refused");
    }

    @Test
    void whoever_is_told_to_come_back_is_told_when() throws IOException {
        var busy = wire.get("/api/open/busy");
        assertThatItIsAProblem(busy, 503, "busy", "/api/open/busy");
        assertThat(busy.header("Retry-After")).isEqualTo("7");
        var late = wire.get("/api/open/late");
        assertThatItIsAProblem(late, 503, "unavailable", "/api/open/late");
        assertThat(late.header("Retry-After")).isEqualTo("1");
        var hurried = wire.get("/api/open/hurried");
        assertThatItIsAProblem(hurried, 429, "too-many-requests", "/api/open/hurried");
        assertThat(hurried.header("Retry-After")).isEqualTo("17");
    }

    private Answer order(String fields) throws IOException {
        return wire.post("/api/open/orders", "{" + fields.replace('\'', '"') + "}");
    }

    private static String text(String body) {
        return Wire.request("POST", "/api/open/texts", body, "Content-Type: text/plain");
    }

    private static String chunked(String address, String type, int kilobytes) {
        var kilobyte = type.equals("application/json") ? " ".repeat(1024) : "x".repeat(1024);
        return "POST " + address + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: " + type
                + "\r\nTransfer-Encoding: chunked\r\n\r\n" + ("400\r\n" + kilobyte + "\r\n").repeat(kilobytes)
                + "0\r\n\r\n";
    }

    private static void assertThatItIsAProblem(Answer answer, int status, String kind, String address) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        var problem = answer.json();
        assertThat(problem.get("type").asString()).isEqualTo("/problems/" + kind);
        assertThat(problem.get("title").asString()).isNotBlank();
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("instance").asString()).isEqualTo(address);
        assertThat(problem.has("errors")).isEqualTo(status == 400);
        assertThatNothingInsideIsShown(answer);
    }

    private static void assertThatNothingInsideIsShown(Answer answer) {
        for (var inside :
                List.of("Exception", "io.rowlock", "java.", "springframework", "jackson", "Tomcat", "\tat ")) {
            assertThat(answer.body()).doesNotContain(inside);
        }
        assertThat(answer.headers()).doesNotContainKey("Server");
    }
}
