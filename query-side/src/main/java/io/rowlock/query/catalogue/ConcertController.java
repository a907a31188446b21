package io.rowlock.query.catalogue;

import io.rowlock.api.catalogue.ConcertId;
import io.rowlock.api.feed.Position;
import io.rowlock.query.catalogue.ConcertView.Evenings;
import io.rowlock.query.catalogue.ConcertView.Found;
import io.rowlock.query.catalogue.ConcertView.Whole;
import io.rowlock.query.platform.PageOf;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.PageRequest;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Concerts, for anyone, and for a moment to be kept by anybody between.
 *
 * <p>Those who ask for their own writes get an answer of their own.
 */
@RestController
@RequestMapping("/api/concerts")
class ConcertController {
    private static final String AT_LEAST = Position.AT_LEAST_HEADER;

    private final Catalogue catalogue;
    private final CacheControl shared;

    ConcertController(Catalogue catalogue, CatalogueSettings settings) {
        this.catalogue = catalogue;
        this.shared = CacheControl.maxAge(settings.maxAge()).cachePublic();
    }

    /** In the order of their first evenings; the total goes to the end of the next page, and {@code more} beyond. */
    @GetMapping(headers = "!" + AT_LEAST)
    ResponseEntity<Found> list(
            @RequestParam(defaultValue = "") @Size(max = 100) String text,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(defaultValue = "0") @Min(0) @Max(PageOf.LAST) int page,
            @RequestParam(defaultValue = "20") @Min(1) @Max(PageOf.LARGEST) int size) {
        return keepable(catalogue.list(text, from, to, PageRequest.of(page, size)));
    }

    @Hidden // the same address, described once
    @GetMapping(headers = AT_LEAST)
    ResponseEntity<Found> listAtLeast(
            @RequestParam(defaultValue = "") @Size(max = 100) String text,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(defaultValue = "0") @Min(0) @Max(PageOf.LAST) int page,
            @RequestParam(defaultValue = "20") @Min(1) @Max(PageOf.LARGEST) int size) {
        return ofTheirOwn(catalogue.list(text, from, to, PageRequest.of(page, size)));
    }

    @GetMapping(path = "/{concertId}", headers = "!" + AT_LEAST)
    ResponseEntity<Whole> concert(@PathVariable ConcertId concertId) {
        return keepable(catalogue.concert(concertId, false));
    }

    @Hidden // the same address, described once
    @GetMapping(path = "/{concertId}", headers = AT_LEAST)
    ResponseEntity<Whole> concertAtLeast(@PathVariable ConcertId concertId) {
        return ofTheirOwn(catalogue.concert(concertId, true));
    }

    @GetMapping(path = "/{concertId}/schedules", headers = "!" + AT_LEAST)
    ResponseEntity<Evenings> schedules(
            @PathVariable ConcertId concertId,
            @RequestParam(defaultValue = "0") @Min(0) @Max(PageOf.LAST) int page,
            @RequestParam(defaultValue = "20") @Min(1) @Max(PageOf.LARGEST) int size) {
        return keepable(catalogue.schedules(concertId, PageRequest.of(page, size), false));
    }

    @Hidden // the same address, described once
    @GetMapping(path = "/{concertId}/schedules", headers = AT_LEAST)
    ResponseEntity<Evenings> schedulesAtLeast(
            @PathVariable ConcertId concertId,
            @RequestParam(defaultValue = "0") @Min(0) @Max(PageOf.LAST) int page,
            @RequestParam(defaultValue = "20") @Min(1) @Max(PageOf.LARGEST) int size) {
        return ofTheirOwn(catalogue.schedules(concertId, PageRequest.of(page, size), true));
    }

    private <T> ResponseEntity<T> keepable(T answer) {
        return ResponseEntity.ok()
                .cacheControl(shared)
                .varyBy(AT_LEAST)
                .eTag(Fingerprint.of(answer))
                .body(answer);
    }

    private static <T> ResponseEntity<T> ofTheirOwn(T answer) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .varyBy(AT_LEAST)
                .body(answer);
    }
}
