package io.rowlock.query.verifier;

import io.rowlock.query.feed.Actions;
import io.rowlock.query.feed.LoggedStreams;
import io.rowlock.query.feed.Mark;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/** Gives the verifier a way to the log where there is one. */
@Configuration(proxyBeanMethods = false)
class VerifierConfiguration {
    static final class WhereTheLogIsKnown implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return StringUtils.hasText(context.getEnvironment().getProperty("rowlock.verifier.log.url"));
        }
    }

    @Bean
    @Conditional(WhereTheLogIsKnown.class)
    LogReader logReader(VerifierSettings settings) {
        return new LogReader(settings);
    }

    /** What the topic lacks of a repaired stream a rebuild takes from where the repair took it. */
    @Bean
    @Conditional(WhereTheLogIsKnown.class)
    LoggedStreams loggedStreams(LogReader log) {
        return new LoggedStreams() {
            @Override
            public <E> void tell(Class<E> events, String stream, BiConsumer<E, Mark> to) {
                log.events(events, Set.of(stream))
                        .getOrDefault(stream, List.of())
                        .forEach(told -> to.accept(told.event(), new Mark(stream, told.sequence(), told.at())));
            }
        };
    }

    @Bean
    LeftOut leftOut(Actions actions) {
        return actions::discarded;
    }
}
