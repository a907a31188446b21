package io.rowlock.web.caller;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows an operator the one sentence, not the forty lines of bean creation around it. */
final class UnusableKeyAnalyzer extends AbstractFailureAnalyzer<UnusableKey> {
    @Override
    protected FailureAnalysis analyze(Throwable root, UnusableKey unusable) {
        return new FailureAnalysis(
                unusable.getMessage(),
                "Make a pair with `openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out private.pem` and"
                        + " `openssl pkey -in private.pem -pubout -out public.pem`, and name the files in the settings.",
                unusable);
    }
}
