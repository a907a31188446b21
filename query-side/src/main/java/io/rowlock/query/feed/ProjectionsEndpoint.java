package io.rowlock.query.feed;

import io.rowlock.query.feed.DeadLetterCounts.Count;
import io.rowlock.query.feed.Positions.Part;
import io.rowlock.query.feed.Rebuilds.Answer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventProcessor;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;

/** Where operators see how each group comes along, and have one built anew. */
@Component
@WebEndpoint(id = "projections")
class ProjectionsEndpoint {
    private final Groups groups;
    private final Positions positions;
    private final DeadLetterCounts deadLetters;
    private final Head head;
    private final Rebuilds rebuilds;
    private final EventProcessingConfiguration processing;

    ProjectionsEndpoint(
            Groups groups,
            Positions positions,
            DeadLetterCounts deadLetters,
            Head head,
            Rebuilds rebuilds,
            EventProcessingConfiguration processing) {
        this.groups = groups;
        this.positions = positions;
        this.deadLetters = deadLetters;
        this.head = head;
        this.rebuilds = rebuilds;
        this.processing = processing;
    }

    /**
     * How a group comes along.
     *
     * @param running whether this instance follows it
     * @param segments its parts and who follows them
     * @param position for each partition the offset that comes next
     * @param head for each partition where the topic ends; null while the broker is away
     * @param behind how many records are not projected yet; null while the broker is away
     * @param progress how much of a rebuild is done, in percent; null if none is under way
     */
    record Report(
            boolean running,
            List<Part> segments,
            Map<Integer, Long> position,
            @Nullable Map<Integer, Long> head,
            @Nullable Long behind,
            boolean rebuilding,
            @Nullable Integer progress,
            Count deadLetters) {}

    @ReadOperation
    public Map<String, Report> projections() {
        var reports = new TreeMap<String, Report>();
        groups.names().forEach(group -> reports.put(group, report(group)));
        return reports;
    }

    private Report report(String group) {
        var position = positions.of(group);
        return new Report(
                processing.eventProcessor(group).map(EventProcessor::isRunning).orElse(false),
                position.parts(),
                position.offsets(),
                head.ends().orElse(null),
                position.behind().orElse(null),
                position.rebuilding(),
                position.rebuilding() ? Math.toIntExact(100 * position.rebuilt() / position.toRebuild()) : null,
                deadLetters.of(group));
    }

    @WriteOperation
    public WebEndpointResponse<?> rebuild(@Selector String name) {
        return switch (rebuilds.rebuild(name)) {
            case Answer.Started _ -> new WebEndpointResponse<>(report(name), HttpStatus.ACCEPTED.value());
            case Answer.UnknownGroup _ -> problem(HttpStatus.NOT_FOUND, "No projection is called so");
            case Answer.AlreadyUnderWay _ -> problem(HttpStatus.CONFLICT, "It is being rebuilt already");
            case Answer.LogNotWhole _ ->
                problem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "The log cannot be read from its start now, so what is cleared would not come back");
            case Answer.HeldBy held ->
                problem(HttpStatus.CONFLICT, "Still followed by " + String.join(", ", held.instances()));
        };
    }

    private static WebEndpointResponse<ProblemDetail> problem(HttpStatus status, String detail) {
        return new WebEndpointResponse<>(ProblemDetail.forStatusAndDetail(status, detail), status.value());
    }
}
