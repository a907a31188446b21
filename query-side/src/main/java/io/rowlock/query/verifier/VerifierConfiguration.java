package io.rowlock.query.verifier;

import io.rowlock.query.feed.Actions;
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

    @Bean
    LeftOut leftOut(Actions actions) {
        return actions::discarded;
    }
}
