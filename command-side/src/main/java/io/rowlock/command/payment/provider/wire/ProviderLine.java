package io.rowlock.command.payment.provider.wire;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.retry.Retry;
import io.rowlock.command.payment.provider.ProviderAway;
import java.io.IOException;
import java.util.function.Supplier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The line to one provider.
 *
 * <p>What is asked over it must be safe to repeat: a look, or an order to do something that bears an idempotency key. Then
 * an attempt that got no answer is repeated after a pause. Each attempt needs one of a bounded number of places, and while
 * most attempts fail the provider is left alone.
 */
public final class ProviderLine {
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private final String provider;
    private final RestClient http;
    private final long largestAnswer;
    private final JsonMapper json;
    private final Retry again;
    private final Bulkhead places;
    private final CircuitBreaker circuit;

    ProviderLine(
            String provider,
            RestClient http,
            long largestAnswer,
            JsonMapper json,
            Retry again,
            Bulkhead places,
            CircuitBreaker circuit) {
        this.provider = provider;
        this.http = http;
        this.largestAnswer = largestAnswer;
        this.json = json;
        this.again = again;
        this.places = places;
        this.circuit = circuit;
    }

    /**
     * Looks.
     *
     * @param names what stands in the address in braces; it is written so that it cannot be taken for another address
     * @throws ProviderAway when there was no answer
     */
    public Reply get(String address, Object... names) {
        return carefully(() -> http.get().uri(address, names).exchange((_, response) -> read(response)));
    }

    /**
     * Orders something to be done, once for each key.
     *
     * @throws ProviderAway when there was no answer; it may have been done
     */
    public Reply post(String idempotencyKey, Object body, String address, Object... names) {
        var written = json.writeValueAsBytes(body);
        return carefully(() -> http.post()
                .uri(address, names)
                .header(IDEMPOTENCY_KEY, idempotencyKey)
                .contentType(MediaType.APPLICATION_JSON)
                .body(written)
                .exchange((_, response) -> read(response)));
    }

    private Reply carefully(Supplier<Reply> attempt) {
        try {
            return again.executeSupplier(
                    () -> places.executeSupplier(() -> circuit.executeSupplier(() -> answered(attempt))));
        } catch (CallNotPermittedException leftAlone) {
            throw new ProviderAway(provider + " is left alone for a while, because it did not answer", leftAlone);
        } catch (BulkheadFullException tooMany) {
            throw new ProviderAway("Too many requests to " + provider + " are under way", tooMany);
        }
    }

    private Reply answered(Supplier<Reply> attempt) {
        try {
            return attempt.get();
        } catch (RestClientException noAnswer) {
            throw new ProviderAway(provider + " gave no answer: " + noAnswer.getMostSpecificCause(), noAnswer);
        }
    }

    private Reply read(ClientHttpResponse response) throws IOException {
        var status = response.getStatusCode();
        if (isNoAnswer(status)) {
            throw new ProviderAway(provider + " answered " + status.value());
        }
        var body = response.getBody().readNBytes((int) largestAnswer + 1);
        if (body.length > largestAnswer) {
            throw new ProviderAway("%s answered with more than %d bytes".formatted(provider, largestAnswer));
        }
        return new Reply(provider, status.value(), body, json);
    }

    /** The provider did not get as far as deciding anything, or will not say what. */
    private static boolean isNoAnswer(HttpStatusCode status) {
        return status.is5xxServerError()
                || status.is3xxRedirection()
                || status.isSameCodeAs(HttpStatus.TOO_MANY_REQUESTS)
                || status.isSameCodeAs(HttpStatus.REQUEST_TIMEOUT);
    }

    static RestClient.Builder authorized(RestClient.Builder http, String authorization) {
        return http.defaultHeader(HttpHeaders.AUTHORIZATION, authorization)
                .defaultHeader(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON_VALUE);
    }
}
