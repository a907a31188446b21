package io.rowlock.web.caller;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows an operator the one sentence, not the forty lines of bean creation around it. */
final class UnusableKeyAnalyzer extends AbstractFailureAnalyzer<UnusableKey> {
    @Override
    protected FailureAnalysis analyze(Throwable root, UnusableKey unusable) {
        return new FailureAnalysis(unusable.getMessage(), unusable.remedy(), unusable);
    }
}
