package io.rowlock.query.seatmap;

import io.rowlock.api.catalogue.ScheduleId;
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

    @GetMapping
    ResponseEntity<SeatMapView> seats(@PathVariable ScheduleId scheduleId) {
        var map = maps.of(scheduleId);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noCache())
                .eTag(map.fingerprint())
                .body(map);
    }
}
