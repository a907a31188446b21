package io.rowlock.command.waitingroom.entrance;

import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.api.identity.BuyerId;
import io.rowlock.web.caller.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** How buyers wait for an evening. */
@RestController
@RequestMapping("/api/queue")
class QueueController {
    private static final CacheControl FOR_A_SECOND =
            CacheControl.maxAge(Duration.ofSeconds(1)).cachePublic();

    private final WaitingDesk desk;
    private final Streams streams;

    QueueController(WaitingDesk desk, Streams streams) {
        this.desk = desk;
        this.streams = streams;
    }

    record EnterRequest(@NotNull ScheduleId scheduleId) {}

    @PostMapping("/enter")
    ResponseEntity<Whereabouts> enter(
            @Caller BuyerId buyer, @Valid @RequestBody EnterRequest asked, HttpServletRequest request) {
        var entered = desk.enter(asked.scheduleId(), buyer, request.getRemoteAddr());
        return ResponseEntity.ok()
                .headers(headers -> RateLimitHeaders.write(entered.allowances(), headers))
                .body(entered.state());
    }

    @GetMapping("/status")
    Whereabouts status(@Caller BuyerId buyer, @RequestParam ScheduleId scheduleId) {
        return desk.status(scheduleId, buyer);
    }

    @GetMapping(path = "/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter stream(@Caller BuyerId buyer, @RequestParam ScheduleId scheduleId) {
        return streams.open(desk.roomToStayIn(scheduleId, buyer), buyer);
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void leave(@Caller BuyerId buyer, @RequestParam ScheduleId scheduleId) {
        desk.leave(scheduleId, buyer);
    }

    @GetMapping("/serving")
    ResponseEntity<ServingAnswer> serving(@RequestParam ScheduleId scheduleId) {
        return ResponseEntity.ok().cacheControl(FOR_A_SECOND).body(desk.serving(scheduleId));
    }
}
