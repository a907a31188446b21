package io.rowlock.query.catalogue;

import io.rowlock.api.catalogue.ConcertId;
import io.rowlock.query.catalogue.ConcertView.Evenings;
import io.rowlock.query.catalogue.ConcertView.Listed;
import io.rowlock.query.catalogue.ConcertView.Whole;
import io.rowlock.query.platform.PageOf;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.PageRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Concerts, for anyone. */
@RestController
@RequestMapping("/api/concerts")
class ConcertController {
    private final Catalogue catalogue;

    ConcertController(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @GetMapping
    PageOf<Listed> list(
            @RequestParam(defaultValue = "") @Size(max = 100) String text,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(defaultValue = "0") @Min(0) @Max(PageOf.LAST) int page,
            @RequestParam(defaultValue = "20") @Min(1) @Max(PageOf.LARGEST) int size) {
        return catalogue.list(text, from, to, PageRequest.of(page, size));
    }

    @GetMapping("/{concertId}")
    Whole concert(@PathVariable ConcertId concertId) {
        return catalogue.concert(concertId);
    }

    @GetMapping("/{concertId}/schedules")
    Evenings schedules(
            @PathVariable ConcertId concertId,
            @RequestParam(defaultValue = "0") @Min(0) @Max(PageOf.LAST) int page,
            @RequestParam(defaultValue = "20") @Min(1) @Max(PageOf.LARGEST) int size) {
        return catalogue.schedules(concertId, PageRequest.of(page, size));
    }
}
