package io.rowlock.command.waitingroom.gate;

import io.rowlock.command.platform.eventstore.LogFollower;
import io.rowlock.command.waitingroom.room.PolicyBounds;
import java.time.Clock;
import java.time.Duration;
import org.axonframework.config.ConfigurerModule;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.SchedulingConfigurer;

/** Has the log followed for what ends an admission before its time, and old notes of it thrown away. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class AdmissionEnds {
    static final String GROUP = "waiting-room.ends";

    /**
     * How admissions are ended.
     *
     * @param segments how many parts of the log are followed side by side
     * @param batchSize how many events are followed at a time
     * @param keptFor how long an end is remembered; longer than any admission lasts
     * @param sweepEvery how often older ones are thrown away
     */
    @ConfigurationProperties("rowlock.waiting-room.ends")
    record Settings(int segments, int batchSize, Duration keptFor, Duration sweepEvery) {
        private static final Duration LONGEST = Duration.ofDays(400);

        Settings {
            mustBeBetween("kept-for", keptFor, Duration.ofHours(1), LONGEST);
            mustBeBetween("sweep-every", sweepEvery, Duration.ofSeconds(1), Duration.ofDays(1));
        }

        private static void mustBeBetween(String what, Duration value, Duration least, Duration most) {
            if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
                throw new IllegalArgumentException("rowlock.waiting-room.ends.%s must be from %s to %s, was %s"
                        .formatted(what, least, most, value));
            }
        }
    }

    @Bean
    ConfigurerModule followWhatEndsAdmissions(Settings settings, PolicyBounds bounds) {
        bounds.mustBeOutlastedBy("rowlock.waiting-room.ends.kept-for", settings.keptFor());
        return configurer -> new LogFollower(GROUP, settings.segments(), settings.batchSize())
                .register(configurer.eventProcessing());
    }

    @Bean
    SchedulingConfigurer sweepingOutOldEnds(EndedAdmissions ended, Settings settings, Clock clock) {
        return tasks -> tasks.addFixedDelayTask(
                () -> ended.forgetUntil(clock.instant().minus(settings.keptFor())), settings.sweepEvery());
    }
}
