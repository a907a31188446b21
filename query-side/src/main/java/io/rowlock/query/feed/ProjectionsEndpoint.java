package io.rowlock.query.feed;

import io.rowlock.query.feed.DeadLetterCounts.Count;
import io.rowlock.query.feed.Positions.Part;
import io.rowlock.query.feed.Rebuilds.Answer;
import java.time.Instant;
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
     * @param rebuild the last one, under way or ended; null if there was none
     */
    record Report(
            boolean running,
            List<Part> segments,
            Map<Integer, Long> position,
            @Nullable Map<Integer, Long> head,
            @Nullable Long behind,
            boolean rebuilding,
            @Nullable Integer progress,
            @Nullable RebuildReport rebuild,
            Count deadLetters) {}

    /** What operators are told of a rebuild. */
    record RebuildReport(
            String instance,
            Rebuild.Phase phase,
            Instant startedAt,
            long done,
            long inAll,
            long perSecond,
            @Nullable Instant expectedEnd,
            long differences,
            @Nullable String outcome) {
        static RebuildReport of(Rebuild rebuild) {
            return new RebuildReport(
                    rebuild.instance(),
                    rebuild.phase(),
                    rebuild.startedAt(),
                    rebuild.done(),
                    rebuild.inAll(),
                    rebuild.perSecond(),
                    rebuild.expectedEnd(),
                    rebuild.differences(),
                    rebuild.outcome());
        }
    }

    @ReadOperation
    public Map<String, Report> projections() {
        var reports = new TreeMap<String, Report>();
        groups.names().forEach(group -> reports.put(group, report(group)));
        return reports;
    }

    private Report report(String group) {
        var position = positions.of(group);
        var rebuild = rebuilds.progress(group);
        var underWay = rebuild.filter(Rebuild::isUnderWay);
        return new Report(
                processing.eventProcessor(group).map(EventProcessor::isRunning).orElse(false),
                position.parts(),
                position.offsets(),
                head.ends().orElse(null),
                position.behind().orElse(null),
                underWay.isPresent(),
                underWay.map(Rebuild::percent).orElse(null),
                rebuild.map(RebuildReport::of).orElse(null),
                deadLetters.of(group));
    }

    @WriteOperation
    public WebEndpointResponse<?> rebuild(@Selector String name) {
        return switch (rebuilds.rebuild(name)) {
            case Answer.Started _ ->
                new WebEndpointResponse<>(
                        Rebuilds.ALL.equals(name) ? projections() : report(name), HttpStatus.ACCEPTED.value());
            case Answer.UnknownGroup _ -> problem(HttpStatus.NOT_FOUND, "No projection is called so");
            case Answer.AlreadyUnderWay _ -> problem(HttpStatus.CONFLICT, "A rebuild is under way already");
            case Answer.LogNotWhole _ ->
                problem(HttpStatus.SERVICE_UNAVAILABLE, "The log cannot be read from its start now");
        };
    }

    private static WebEndpointResponse<ProblemDetail> problem(HttpStatus status, String detail) {
        return new WebEndpointResponse<>(ProblemDetail.forStatusAndDetail(status, detail), status.value());
    }
}
