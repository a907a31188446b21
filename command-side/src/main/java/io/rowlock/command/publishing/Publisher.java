package io.rowlock.command.publishing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventMessageHandler;
import org.axonframework.extensions.kafka.eventhandling.KafkaMessageConverter;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends each event to the topic, and lets the place in the log move on only when the broker has acknowledged them.
 *
 * <p>A batch's acknowledgements are awaited together, after its last event: one by one they would cost a round trip an
 * event. They are awaited before the batch's transaction has touched the database, so a broker that is away for long
 * holds no connection, and patiently, because whoever gives up is made to wait longer and longer before they may try
 * again. If patience does end, the whole batch is sent again, so readers must skip what they know.
 */
class Publisher implements EventMessageHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);
    private static final String SENT = Publisher.class.getName();

    private final Producer<String, byte[]> producer;
    private final KafkaMessageConverter<String, byte[]> converter;
    private final String topic;
    private final FeedTopic made;
    private final Duration patience;

    Publisher(
            Producer<String, byte[]> producer,
            KafkaMessageConverter<String, byte[]> converter,
            String topic,
            FeedTopic made,
            Duration patience) {
        this.producer = producer;
        this.converter = converter;
        this.topic = topic;
        this.made = made;
        this.patience = patience;
    }

    @Override
    public Object handle(EventMessage<?> event) {
        if (!made.isThereWithin(patience)) {
            throw new NotAcknowledged("The topic could not be made in time");
        }
        var batch = (BatchingUnitOfWork<?>) CurrentUnitOfWork.get();
        var sent = batch.<List<Future<RecordMetadata>>>getOrComputeResource(SENT, _ -> new ArrayList<>());
        sent.add(producer.send(converter.createKafkaMessage(event, topic)));
        if (batch.isLastMessage()) {
            mustBeAcknowledged(sent);
        }
        return event.getIdentifier();
    }

    private void mustBeAcknowledged(List<Future<RecordMetadata>> sent) {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            for (var one : sent) {
                one.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new NotAcknowledged("Stopped while waiting for the broker", stopping);
        } catch (ExecutionException | TimeoutException missing) {
            LOG.warn(
                    "The broker has not acknowledged {} events within {}; they will be sent again",
                    sent.size(),
                    patience);
            throw new NotAcknowledged("The broker did not acknowledge in time", missing);
        }
    }

    /** The batch is sent again, from the last place in the log that was acknowledged. */
    static final class NotAcknowledged extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotAcknowledged(String message) {
            super(message);
        }

        NotAcknowledged(String message, Exception cause) {
            super(message, cause);
        }
    }
}
