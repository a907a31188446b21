package io.rowlock.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowlock.testing.PaymentCompany.Call;
import io.rowlock.testing.Person.Answer;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the pretended companies say may be wrong on purpose; what they write down never is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PaymentCompanyTest {
    private final PaymentCompany toss = PaymentCompany.toss();
    private final PaymentCompany portOne = PaymentCompany.portOne();

    @AfterEach
    void behave() {
        toss.behaves();
        portOne.behaves();
    }

    @AfterAll
    void close() {
        toss.close();
        portOne.close();
    }

    @Test
    void toss_captures_when_it_is_told_to_and_once() {
        var payment = toss.buyerPays("ord-1", 300, "KRW");
        assertThat(toss.ledger().captured("ord-1")).isZero();

        assertThat(confirm(payment, "ord-1", 300, "key-1").at("/status")).isEqualTo("DONE");
        assertThat(confirm(payment, "ord-1", 300, "key-1").at("/status")).isEqualTo("DONE");
        assertThat(confirm(payment, "ord-1", 300, "key-2").at("/code")).isEqualTo("ALREADY_PROCESSED_PAYMENT");

        assertThat(toss.ledger().captured("ord-1")).isEqualTo(300);
        assertThat(toss.ledger().captures("ord-1")).isEqualTo(1);
        assertThat(toss.ledger().callsByKey()).containsEntry("key-1", 2).containsEntry("key-2", 1);
    }

    @Test
    void toss_captures_no_other_amount_than_was_agreed_to() {
        var payment = toss.buyerPays("ord-2", 300, "KRW");
        assertThat(confirm(payment, "ord-2", 1, "key-3").status()).isEqualTo(400);
        assertThat(confirm(payment, "ord-1", 300, "key-4").status()).isEqualTo(400);
        assertThat(toss.ledger().captured("ord-2")).isZero();
    }

    @Test
    void an_answer_that_is_lost_is_written_down_and_given_again() {
        var payment = toss.buyerPays("ord-3", 300, "KRW");
        toss.misbehaves(1, Call.CAPTURE, new Fault.AnswerLost());
        assertThatThrownBy(() -> confirm(payment, "ord-3", 300, "key-5")).isInstanceOf(UncheckedIOException.class);

        assertThat(toss.ledger().captured("ord-3")).isEqualTo(300);
        assertThat(confirm(payment, "ord-3", 300, "key-5").at("/status")).isEqualTo("DONE");
        assertThat(toss.ledger().captures("ord-3")).isEqualTo(1);
    }

    @Test
    void a_line_that_is_cut_before_leaves_nothing() {
        var payment = toss.buyerPays("ord-4", 300, "KRW");
        toss.misbehaves(1, Call.CAPTURE, new Fault.Unreachable());
        assertThatThrownBy(() -> confirm(payment, "ord-4", 300, "key-6")).isInstanceOf(UncheckedIOException.class);
        assertThat(toss.ledger().captured("ord-4")).isZero();
    }

    @Test
    void what_is_told_wrong_is_written_down_right() {
        portOne.buyerPays("ord-5", 300, "KRW");
        portOne.misbehaves(1, Call.LOOKUP, new Fault.OtherAmount(1));
        assertThat(portOne("GET", "/payments/ord-5", "").at("/amount/total")).isEqualTo("1");
        assertThat(portOne("GET", "/payments/ord-5", "").at("/amount/total")).isEqualTo("300");
        assertThat(portOne.ledger().captured("ord-5")).isEqualTo(300);
    }

    @Test
    void portone_gives_back_what_is_there_and_once() {
        portOne.buyerPays("ord-6", 300, "KRW");
        var all = "{\"reason\": \"lapsed\", \"amount\": 300, \"currentCancellableAmount\": 300}";
        assertThat(portOne("POST", "/payments/ord-6/cancel", all).at("/cancellation/status"))
                .isEqualTo("SUCCEEDED");
        assertThat(portOne("POST", "/payments/ord-6/cancel", all).at("/type")).isEqualTo("PAYMENT_ALREADY_CANCELLED");
        assertThat(portOne.ledger().refunded("ord-6")).isEqualTo(300);
        assertThat(portOne.ledger().refunds("ord-6")).isEqualTo(1);
    }

    private Answer confirm(String payment, String order, long amount, String key) {
        var basic = Base64.getEncoder()
                .encodeToString("test_sk_of_the_pretended_company:".getBytes(StandardCharsets.UTF_8));
        return Person.send(HttpRequest.newBuilder(toss.address().resolve("/v1/payments/confirm"))
                .header("Authorization", "Basic " + basic)
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString("{\"paymentKey\": \"%s\", \"orderId\": \"%s\", \"amount\": %d}"
                        .formatted(payment, order, amount)))
                .build());
    }

    private Answer portOne(String verb, String path, String body) {
        return Person.send(HttpRequest.newBuilder(portOne.address().resolve(path))
                .header("Authorization", "PortOne api-secret-of-the-pretended-company")
                .method(verb, BodyPublishers.ofString(body))
                .build());
    }
}
