package io.rowlock.command.waitingroom.draw;

import io.rowlock.api.catalogue.ScheduleId;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where anybody gets what they need to check that the order was drawn, and drawn fairly: of the round that is on, or of an
 * earlier one whose places were lost.
 */
@RestController
@RequestMapping("/api/queue/draw")
class DrawController {
    private final ProofDesk desk;

    DrawController(ProofDesk desk) {
        this.desk = desk;
    }

    @GetMapping
    DrawAnswer draw(@RequestParam ScheduleId scheduleId, @RequestParam(required = false) @Nullable Integer round) {
        return DrawAnswer.of(desk.round(scheduleId, round));
    }

    @GetMapping(path = "/list", produces = "text/csv")
    void list(
            @RequestParam ScheduleId scheduleId,
            @RequestParam(required = false) @Nullable Integer round,
            HttpServletResponse response)
            throws IOException {
        try (var proof = desk.proof(scheduleId, round)) {
            response.setContentType("text/csv");
            response.setCharacterEncoding(StandardCharsets.UTF_8.name());
            response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + scheduleId + ".csv\"");
            proof.writeTo(response.getWriter());
        }
    }
}
