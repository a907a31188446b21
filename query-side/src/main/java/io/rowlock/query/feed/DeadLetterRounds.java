package io.rowlock.query.feed;

import java.time.Clock;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.deadletter.SequencedDeadLetterProcessor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Tries dead letters again, a few at a time and each after a pause: what stopped them may be over. */
@Component
class DeadLetterRounds {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterRounds.class);

    private final Groups groups;
    private final EventProcessingConfiguration processing;
    private final FeedSettings settings;
    private final Clock clock;

    DeadLetterRounds(Groups groups, EventProcessingConfiguration processing, FeedSettings settings, Clock clock) {
        this.groups = groups;
        this.processing = processing;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${rowlock.feed.dead-letters.retry-every:5s}")
    void round() {
        for (var group : groups.names()) {
            try {
                processing.sequencedDeadLetterProcessor(group).ifPresent(this::retry);
            } catch (RuntimeException e) {
                LOG.warn("Could not try the dead letters of {} again; they are kept", group, e);
            }
        }
    }

    private void retry(SequencedDeadLetterProcessor<EventMessage<?>> letters) {
        var due = clock.instant().minus(settings.deadLetters().pause());
        for (int stream = 0; stream < settings.deadLetters().streamsPerRound(); stream++) {
            var tried = new boolean[1];
            letters.process(letter -> {
                tried[0] |= letter.lastTouched().isBefore(due);
                return letter.lastTouched().isBefore(due);
            });
            if (!tried[0]) {
                return;
            }
        }
    }
}
