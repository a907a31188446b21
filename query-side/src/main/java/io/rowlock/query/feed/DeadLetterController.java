package io.rowlock.query.feed;

import io.rowlock.api.identity.OperatorId;
import io.rowlock.query.feed.Actions.Action;
import io.rowlock.query.feed.LetterDesk.Discarded;
import io.rowlock.query.feed.LetterDesk.Letter;
import io.rowlock.query.feed.LetterDesk.Tried;
import io.rowlock.query.feed.LetterDesk.Whole;
import io.rowlock.query.platform.PageOf;
import io.rowlock.web.caller.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Events that could not be projected, and what operators do about them. A letter that is dealt with is gone: 404. */
@RestController
@RequestMapping("/api/feed")
class DeadLetterController {
    private static final int LONGEST_REASON = 500;

    private final LetterDesk letters;
    private final Actions actions;

    DeadLetterController(LetterDesk letters, Actions actions) {
        this.letters = letters;
        this.actions = actions;
    }

    /** Why an event is to be done without, for whoever asks later. */
    record DiscardRequest(
            @NotBlank @Size(max = LONGEST_REASON) String reason) {}

    /** The newest first; ask for those before the last one to go on. */
    record Done(List<Action> actions) {}

    @Operation(summary = "Events at which streams stand still, one for each stream, the oldest first")
    @ApiResponse(responseCode = "200", description = "A page of them")
    @ApiResponse(responseCode = "404", description = "projection-not-found", content = @Content)
    @GetMapping("/{projection}/dead-letters")
    PageOf<Letter> letters(
            @PathVariable String projection,
            @RequestParam(defaultValue = "0") @Min(0) @Max(PageOf.LAST) int page,
            @RequestParam(defaultValue = "20") @Min(1) @Max(PageOf.LARGEST) int size) {
        return letters.of(projection, page, size);
    }

    @Operation(summary = "All that is known of one of them, with its payload as text")
    @ApiResponse(responseCode = "200", description = "A payload that is too long is cut off, and said to be")
    @ApiResponse(
            responseCode = "404",
            description = "projection-not-found, or letter-not-found: it was dealt with",
            content = @Content)
    @GetMapping("/{projection}/dead-letters/{letterId}")
    Whole letter(@PathVariable String projection, @PathVariable String letterId) {
        return letters.one(projection, letterId);
    }

    @Operation(summary = "Try it now, and with it those that wait behind it, until one fails")
    @ApiResponse(responseCode = "200", description = "What came of it, also where it failed again")
    @ApiResponse(
            responseCode = "404",
            description = "projection-not-found, or letter-not-found: it was dealt with",
            content = @Content)
    @ApiResponse(
            responseCode = "409",
            description = "letter-waits-behind-another, or letter-being-tried",
            content = @Content)
    @PostMapping("/{projection}/dead-letters/{letterId}/retry")
    Tried retry(@Caller OperatorId operator, @PathVariable String projection, @PathVariable String letterId) {
        return letters.retry(operator.value(), projection, letterId);
    }

    @Operation(
            summary = "Do without it for good",
            description = "A rebuild does without it, too. Who did so, when and why is kept.")
    @ApiResponse(responseCode = "200", description = "What that means for those that wait behind it")
    @ApiResponse(
            responseCode = "404",
            description = "projection-not-found, or letter-not-found: it was dealt with",
            content = @Content)
    @ApiResponse(
            responseCode = "409",
            description = "letter-waits-behind-another, letter-being-tried, or projection-being-rebuilt",
            content = @Content)
    @PostMapping("/{projection}/dead-letters/{letterId}/discard")
    Discarded discard(
            @Caller OperatorId operator,
            @PathVariable String projection,
            @PathVariable String letterId,
            @Valid @RequestBody DiscardRequest request) {
        return letters.discard(operator.value(), projection, letterId, request.reason());
    }

    @Operation(
            summary = "What operators, and the verifier in their stead, did to the read model",
            description = "The newest first; ask for those before the last one to go on.")
    @GetMapping("/actions")
    Done actions(
            @RequestParam(defaultValue = "9223372036854775807") @Min(1) long before,
            @RequestParam(defaultValue = "20") @Min(1) @Max(PageOf.LARGEST) int size) {
        return new Done(actions.before(before, size));
    }
}
