package io.rowlock.query.feed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamKindTest {
    @ParameterizedTest
    @CsvSource({
        "con-5h8t2r9y4w7k3mzq, CONCERT",
        "sch-2m6x9d4v8q1c7ktz, SCHEDULE",
        "sch-2m6x9d4v8q1c7ktz/A-12-7, SEAT",
        "sch-2m6x9d4v8q1c7ktz/buyer/usr-3k9q2m7d5x8v1tzc, ALLOWANCE",
        "room/sch-2m6x9d4v8q1c7ktz, WAITING_ROOM",
        "ord-9w3f6h1b5n8r2yjd, PAYMENT_ORDER"
    })
    void a_stream_is_told_by_its_name(String stream, StreamKind kind) {
        assertThat(StreamKind.of(stream)).contains(kind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "weather",
                "sch-1/",
                "sch-1/A-0-1",
                "sch-1/buyer/",
                "/A-1-1",
                "con-1/A",
                "room/",
                "room/a.b",
                "ord-1.2"
            })
    void other_names_are_no_streams(String stream) {
        assertThat(StreamKind.of(stream)).isEmpty();
    }
}
