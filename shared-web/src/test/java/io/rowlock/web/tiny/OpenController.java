package io.rowlock.web.tiny;

import io.rowlock.api.Money;
import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.api.payment.PaymentMethod;
import io.rowlock.api.seat.SeatName;
import io.rowlock.web.problem.Problems;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.AsyncRequestTimeoutException;

/** Open to anyone: where requests can be got wrong. */
@RestController
@RequestMapping("/api/open")
class OpenController {
    record Row(
            @NotBlank @Size(max = 5) String name,
            @Min(1) @Max(100) int seats) {}

    record Order(
            @NotNull ScheduleId schedule,
            @NotBlank @Size(min = 2, max = 10) String title,
            @Email @Nullable String contact,
            @Nullable PaymentMethod method,
            @Nullable Instant startsAt,
            @Nullable Duration holdFor,
            @Nullable Money price,
            @Nullable Integer count,
            @Nullable Boolean gated,
            @Size(max = 2) List<@NotNull @Valid Row> rows,
            @Nullable List<SeatName> seats) {}

    @PostMapping("/orders")
    Order order(@RequestBody @Valid Order order) {
        return order;
    }

    @PostMapping("/rows")
    List<Row> rows(@RequestBody List<@Valid Row> rows) {
        return rows;
    }

    @PostMapping(path = "/texts", consumes = MediaType.TEXT_PLAIN_VALUE, produces = MediaType.TEXT_PLAIN_VALUE)
    String text(@RequestBody String text) {
        return Integer.toString(text.length());
    }

    @GetMapping("/search")
    String search(
            @RequestParam(name = "page-size") @Min(1) @Max(100) int size,
            @RequestParam @Nullable PaymentMethod method,
            @RequestParam @Nullable Instant from,
            @RequestParam(defaultValue = "x") @Size(max = 20) String text) {
        return "\"" + size + method + from + text + "\"";
    }

    @GetMapping("/headed")
    String headed(@RequestHeader("Rowlock-Colour") String colour) {
        return "\"" + colour + "\"";
    }

    @GetMapping("/schedules/{schedule}")
    ScheduleId schedule(@PathVariable ScheduleId schedule) {
        return schedule;
    }

    @GetMapping("/broken")
    String broken() {
        throw new IllegalStateException("secret: the password is swordfish");
    }

    @GetMapping("/exhausted")
    String exhausted() {
        throw new StackOverflowError("secret");
    }

    @GetMapping("/illegal")
    String illegal() {
        throw new IllegalArgumentException("secret");
    }

    @GetMapping("/busy")
    ResponseEntity<ProblemDetail> busy() {
        return Problems.comeBack(HttpStatus.SERVICE_UNAVAILABLE, "busy", "Later.", Duration.ofMillis(6_100));
    }

    @GetMapping("/late")
    String late() {
        throw new AsyncRequestTimeoutException();
    }

    @GetMapping("/hurried")
    String hurried() {
        var hurried = new ErrorResponseException(HttpStatus.TOO_MANY_REQUESTS);
        hurried.getHeaders().set("Retry-After", "17");
        throw hurried;
    }

    @GetMapping("/refused")
    String refused() {
        throw new Refused();
    }
}
