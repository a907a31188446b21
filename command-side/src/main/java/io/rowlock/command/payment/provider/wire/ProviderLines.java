package io.rowlock.command.payment.provider.wire;

import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.micrometer.tagged.TaggedBulkheadMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedRetryMetrics;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.retry.RetryRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.rowlock.command.payment.provider.ProviderAway;
import jakarta.annotation.PreDestroy;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.json.JsonMapper;

/** Opens the lines to providers, and lets operators see how each is doing. */
@Component
public class ProviderLines {
    private static final Logger LOG = LoggerFactory.getLogger(ProviderLines.class);
    private static final double TWICE = 2;

    private final CircuitBreakerRegistry circuits = CircuitBreakerRegistry.ofDefaults();
    private final BulkheadRegistry places = BulkheadRegistry.ofDefaults();
    private final RetryRegistry retries = RetryRegistry.ofDefaults();
    private final List<HttpClient> open = new CopyOnWriteArrayList<>();
    private final JsonMapper json = JsonMapper.builder().build();

    public ProviderLines(MeterRegistry meters) {
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(circuits).bindTo(meters);
        TaggedBulkheadMetrics.ofBulkheadRegistry(places).bindTo(meters);
        TaggedRetryMetrics.ofRetryRegistry(retries).bindTo(meters);
    }

    /**
     * A line of its own for each provider, so that one that is down takes nothing from another.
     *
     * @param authorization the header by which the provider knows us; it is told to nobody else
     */
    public ProviderLine open(String provider, URI address, String authorization, LineSettings settings) {
        var http = HttpClient.newBuilder()
                .connectTimeout(settings.connectWithin())
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        open.add(http);
        var requests = new JdkClientHttpRequestFactory(http);
        requests.setReadTimeout(settings.answerWithin());
        var client = RestClient.builder()
                .requestFactory(requests)
                .baseUrl(address.toString().replaceFirst("/+$", ""));
        return new ProviderLine(
                provider,
                ProviderLine.authorized(client, authorization).build(),
                settings.largestAnswer().toBytes(),
                json,
                retries.retry(provider, again(settings)),
                places.bulkhead(provider, atOnce(settings)),
                circuit(provider, settings.circuit()));
    }

    private static RetryConfig again(LineSettings settings) {
        return RetryConfig.custom()
                .maxAttempts(settings.attempts())
                .intervalFunction(IntervalFunction.ofExponentialRandomBackoff(settings.firstPause(), TWICE))
                .retryExceptions(ProviderAway.class)
                .build();
    }

    private static BulkheadConfig atOnce(LineSettings settings) {
        return BulkheadConfig.custom()
                .maxConcurrentCalls(settings.atOnce())
                .maxWaitDuration(settings.turnWithin())
                .build();
    }

    private CircuitBreaker circuit(String provider, LineSettings.Circuit settings) {
        var circuit = circuits.circuitBreaker(
                provider,
                CircuitBreakerConfig.custom()
                        .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(settings.calls())
                        .minimumNumberOfCalls(settings.fewest())
                        .failureRateThreshold(settings.failures())
                        .waitDurationInOpenState(settings.openFor())
                        .permittedNumberOfCallsInHalfOpenState(settings.trials())
                        .recordExceptions(ProviderAway.class)
                        .build());
        circuit.getEventPublisher()
                .onStateTransition(it -> LOG.warn("The circuit to {}: {}", provider, it.getStateTransition()));
        return circuit;
    }

    @PreDestroy
    void hangUp() {
        open.forEach(HttpClient::shutdownNow);
    }
}
