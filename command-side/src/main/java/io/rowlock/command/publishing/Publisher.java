package io.rowlock.command.publishing;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventMessageHandler;
import org.axonframework.extensions.kafka.eventhandling.KafkaMessageConverter;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/**
 * Sends each event to the topic, and lets the place in the log move on only when the broker has acknowledged them.
 *
 * <p>A batch's acknowledgements are awaited together, at the end of its unit of work: one by one they would cost a round
 * trip an event. When any is missing the whole batch is sent again, so readers must skip what they know.
 */
class Publisher implements EventMessageHandler {
    private final Producer<String, byte[]> producer;
    private final KafkaMessageConverter<String, byte[]> converter;
    private final String topic;
    private final Duration acknowledgedWithin;

    Publisher(
            Producer<String, byte[]> producer,
            KafkaMessageConverter<String, byte[]> converter,
            String topic,
            Duration acknowledgedWithin) {
        this.producer = producer;
        this.converter = converter;
        this.topic = topic;
        this.acknowledgedWithin = acknowledgedWithin;
    }

    @Override
    public Object handle(EventMessage<?> event) {
        var sent = producer.send(converter.createKafkaMessage(event, topic));
        CurrentUnitOfWork.get().onPrepareCommit(_ -> mustBeAcknowledged(sent));
        return event.getIdentifier();
    }

    private void mustBeAcknowledged(Future<RecordMetadata> sent) {
        try {
            sent.get(acknowledgedWithin.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new NotAcknowledged("Stopped while waiting for the broker", stopping);
        } catch (ExecutionException | TimeoutException notAcknowledged) {
            throw new NotAcknowledged("The broker did not acknowledge in time", notAcknowledged);
        }
    }

    /** The batch is sent again, from the last place in the log that was acknowledged. */
    static final class NotAcknowledged extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotAcknowledged(String message, Exception cause) {
            super(message, cause);
        }
    }
}
