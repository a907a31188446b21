package io.rowlock.command.payment;

import io.rowlock.command.payment.Disagreements.Line;
import io.rowlock.web.operations.Operations.ForOperators;
import java.util.List;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** Where operators read on which orders the providers and we disagree, or did. */
@Component
@WebEndpoint(id = "reconciliation")
class ReconciliationEndpoint {
    private static final int MOST_LINES = 500;

    private final Disagreements disagreements;

    ReconciliationEndpoint(Disagreements disagreements) {
        this.disagreements = disagreements;
    }

    @ReadOperation
    public Report report() {
        return new Report(disagreements.report(MOST_LINES));
    }

    record Report(List<Line> disagreements) {}

    /** Nobody else's business: it names orders. */
    @Configuration(proxyBeanMethods = false)
    static class Access {
        @Bean
        ForOperators reconciliation() {
            return new ForOperators(List.of("/actuator/reconciliation"));
        }
    }
}
