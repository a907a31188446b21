package io.rowlock.query.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.extensions.kafka.eventhandling.consumer.streamable.KafkaEventMessage;
import org.axonframework.extensions.kafka.eventhandling.consumer.streamable.KafkaTrackingToken;
import org.junit.jupiter.api.Test;

class FifoBufferTest {
    private final FifoBuffer buffer = new FifoBuffer(2, Duration.ZERO);

    @Test
    void what_came_first_goes_first_whatever_its_time() throws Exception {
        var late = event(2_000);
        var early = event(1_000);
        buffer.putAll(List.of(late, early));
        assertThat(buffer.take()).isSameAs(late);
        assertThat(buffer.poll(0, TimeUnit.SECONDS)).isSameAs(early);
        assertThat(buffer.poll(0, TimeUnit.SECONDS)).isNull();
    }

    @Test
    void who_brings_more_than_there_is_room_for_waits() throws Exception {
        var bringing = CompletableFuture.runAsync(() -> putThree());
        await().until(() -> buffer.size() == 2);
        assertThat(bringing).isNotDone();
        buffer.take();
        bringing.get(10, TimeUnit.SECONDS);
        assertThat(buffer.remainingCapacity()).isZero();
    }

    @Test
    void who_waits_for_room_is_let_go_when_nobody_reads_any_more() throws Exception {
        var bringing = CompletableFuture.runAsync(() -> putThree());
        await().until(() -> buffer.size() == 2);
        buffer.close();
        bringing.get(10, TimeUnit.SECONDS);
        assertThat(buffer.isEmpty()).isTrue();
    }

    @Test
    void the_reader_is_called_when_something_comes_and_even_when_it_does_not_fit() {
        var calls = new AtomicInteger();
        buffer.onAvailable(calls::incrementAndGet);
        var bringing = CompletableFuture.runAsync(() -> putThree());
        await().until(() -> calls.get() == 1);
        assertThat(bringing).isNotDone();
        buffer.clear();
        await().until(() -> calls.get() == 2);
    }

    @Test
    void what_was_fetched_before_a_failure_is_handed_on_before_it() throws Exception {
        var event = event(1_000);
        buffer.put(event);
        buffer.setException(new IllegalStateException("the broker is gone"));
        assertThat(buffer.take()).isSameAs(event);
        assertThatThrownBy(() -> buffer.poll(1, TimeUnit.SECONDS)).hasMessage("the broker is gone");
        assertThatThrownBy(buffer::peek).hasMessage("the broker is gone");
    }

    @Test
    void who_brings_a_few_rests_once_they_are_handed_on_until_nobody_reads_any_more() throws Exception {
        var patient = new FifoBuffer(200, Duration.ofHours(1));
        var calls = new AtomicInteger();
        patient.onAvailable(calls::incrementAndGet);
        var bringing = Thread.ofPlatform().start(() -> put(patient, 99));
        await().until(() -> bringing.getState() == Thread.State.TIMED_WAITING);
        assertThat(calls).hasValue(1);
        assertThat(patient.size()).isEqualTo(99);
        patient.close();
        assertThat(bringing.join(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void who_brings_many_goes_on() throws Exception {
        var patient = new FifoBuffer(200, Duration.ofHours(1));
        var bringing = Thread.ofPlatform().start(() -> put(patient, 100));
        assertThat(bringing.join(Duration.ofSeconds(10))).isTrue();
        assertThat(patient.size()).isEqualTo(100);
    }

    private void putThree() {
        put(buffer, 3);
    }

    private static void put(FifoBuffer buffer, int many) {
        try {
            buffer.putAll(Collections.nCopies(many, event(1)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static KafkaEventMessage event(long timestamp) {
        return new KafkaEventMessage(
                new GenericTrackedEventMessage<>(
                        KafkaTrackingToken.newInstance(Map.of()), GenericEventMessage.asEventMessage("it")),
                0,
                timestamp,
                timestamp);
    }
}
