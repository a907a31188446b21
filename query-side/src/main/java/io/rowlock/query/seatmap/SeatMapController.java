package io.rowlock.query.seatmap;

import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.api.feed.Position;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Seat maps, for anyone. */
@RestController
@RequestMapping("/api/schedules/{scheduleId}/seats")
class SeatMapController {
    private static final String LAST_EVENT_ID = "Last-Event-ID";

    private final SeatMaps maps;
    private final SeatStreams streams;

    SeatMapController(SeatMaps maps, SeatStreams streams) {
        this.maps = maps;
        this.streams = streams;
    }

    @Operation(summary = "Every seat of an evening, a letter each")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = SeatMapView.class)))
    @ApiResponse(responseCode = "304", description = "It still looks as it did under the tag that was sent")
    @GetMapping(headers = "!" + Position.AT_LEAST_HEADER, produces = MediaType.APPLICATION_JSON_VALUE)
    void seats(@PathVariable ScheduleId scheduleId, HttpServletRequest request, HttpServletResponse response)
            throws IOException, InterruptedException {
        maps.recent(scheduleId).answer(request, response);
    }

    /** For a caller who wants to see what they wrote, and has waited until it was there. */
    @Hidden // the same address, described once
    @GetMapping(headers = Position.AT_LEAST_HEADER, produces = MediaType.APPLICATION_JSON_VALUE)
    void seatsAtLeast(
            @PathVariable ScheduleId scheduleId,
            @RequestHeader(Position.AT_LEAST_HEADER) String atLeast,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, InterruptedException {
        maps.current(scheduleId, Position.decoded(atLeast)).answer(request, response);
    }

    @Operation(
            summary = "What changes on the map from then on",
            description =
                    "Server-sent events. Each has an id, by which the stream goes on where it ended, on any instance; "
                            + "an event start-again with a reason is the last of a stream whose client has to fetch the map anew.")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                            schema = @Schema(implementation = SeatChanges.class)))
    @ApiResponse(
            responseCode = "503",
            description = "too-many-streams, or not-live-yet: the map can be asked for meanwhile")
    @GetMapping(path = "/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void stream(
            @PathVariable ScheduleId scheduleId,
            @RequestParam(required = false) @Nullable String from,
            @RequestHeader(name = LAST_EVENT_ID, required = false) @Nullable String lastEventId,
            HttpServletResponse response)
            throws IOException, InterruptedException {
        var cursor = Optional.ofNullable(lastEventId).or(() -> Optional.ofNullable(from));
        streams.serve(scheduleId, cursor.map(Cursor::decoded), response);
    }

    /** A stream that nothing is written to would never notice that its client is gone. */
    @Hidden // it answers as the stream does, without the stream
    @RequestMapping(path = "/stream", method = RequestMethod.HEAD, produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void aboutStream(@PathVariable ScheduleId scheduleId, HttpServletResponse response) {
        streams.describe(scheduleId, response);
    }
}
