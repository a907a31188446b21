package io.rowlock.query.seatmap;

import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.api.feed.Position;
import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Seat maps, for anyone. */
@RestController
@RequestMapping("/api/schedules/{scheduleId}/seats")
class SeatMapController {
    private final SeatMaps maps;

    SeatMapController(SeatMaps maps) {
        this.maps = maps;
    }

    @GetMapping(headers = "!" + Position.AT_LEAST_HEADER)
    ResponseEntity<SeatMapView> seats(@PathVariable ScheduleId scheduleId) {
        return tagged(maps.recent(scheduleId));
    }

    /** For a caller who wants to see what they wrote, and has waited until it was there. */
    @Hidden // the same address, described once
    @GetMapping(headers = Position.AT_LEAST_HEADER)
    ResponseEntity<SeatMapView> seatsAtLeast(@PathVariable ScheduleId scheduleId) {
        return tagged(maps.current(scheduleId));
    }

    private static ResponseEntity<SeatMapView> tagged(SeatMapView map) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noCache())
                .eTag(map.fingerprint())
                .body(map);
    }
}
