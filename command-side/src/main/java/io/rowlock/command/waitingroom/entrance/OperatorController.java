package io.rowlock.command.waitingroom.entrance;

import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.api.identity.BuyerId;
import io.rowlock.api.identity.OperatorId;
import io.rowlock.api.waitingroom.RoomCommand.BlockBuyer;
import io.rowlock.api.waitingroom.RoomCommand.CloseRoom;
import io.rowlock.api.waitingroom.RoomCommand.EndAdmission;
import io.rowlock.api.waitingroom.RoomCommand.GivePriority;
import io.rowlock.api.waitingroom.RoomCommand.OpenRoomNow;
import io.rowlock.api.waitingroom.RoomCommand.UnblockBuyer;
import io.rowlock.api.waitingroom.RoomCommand.WithdrawPriority;
import io.rowlock.api.waitingroom.RoomId;
import io.rowlock.web.caller.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How operators open, pace, stop and look over the waiting room of an evening. */
@RestController
@RequestMapping("/api/queue/{scheduleId}")
class OperatorController {
    private static final int LARGEST_PAGE = 200;

    private final OperatorDesk desk;
    private final RoomRecord written;

    OperatorController(OperatorDesk desk, RoomRecord written) {
        this.desk = desk;
        this.written = written;
    }

    @GetMapping("/policy")
    PolicyAnswer policy(@PathVariable ScheduleId scheduleId) {
        return desk.policy(scheduleId);
    }

    @PutMapping("/policy")
    ResponseEntity<PolicyAnswer> change(
            @Caller OperatorId operator, @PathVariable ScheduleId scheduleId, @Valid @RequestBody NewPolicy asked) {
        return desk.change(scheduleId, operator, asked).answer(HttpStatus.OK, _ -> desk.policy(scheduleId));
    }

    @PostMapping("/open")
    ResponseEntity<Void> open(@Caller OperatorId operator, @PathVariable ScheduleId scheduleId) {
        return desk.carryOut(new OpenRoomNow(new RoomId(scheduleId), operator)).answer(HttpStatus.NO_CONTENT);
    }

    @PostMapping("/close")
    ResponseEntity<Void> close(@Caller OperatorId operator, @PathVariable ScheduleId scheduleId) {
        return desk.carryOut(new CloseRoom(new RoomId(scheduleId), operator)).answer(HttpStatus.NO_CONTENT);
    }

    @PutMapping("/priority/{buyerId}")
    ResponseEntity<Void> givePriority(
            @Caller OperatorId operator, @PathVariable ScheduleId scheduleId, @PathVariable BuyerId buyerId) {
        return desk.carryOut(new GivePriority(new RoomId(scheduleId), operator, buyerId))
                .answer(HttpStatus.NO_CONTENT);
    }

    @DeleteMapping("/priority/{buyerId}")
    ResponseEntity<Void> withdrawPriority(
            @Caller OperatorId operator, @PathVariable ScheduleId scheduleId, @PathVariable BuyerId buyerId) {
        return desk.carryOut(new WithdrawPriority(new RoomId(scheduleId), operator, buyerId))
                .answer(HttpStatus.NO_CONTENT);
    }

    @PutMapping("/blocked/{buyerId}")
    ResponseEntity<Void> block(
            @Caller OperatorId operator, @PathVariable ScheduleId scheduleId, @PathVariable BuyerId buyerId) {
        return desk.carryOut(new BlockBuyer(new RoomId(scheduleId), operator, buyerId))
                .answer(HttpStatus.NO_CONTENT);
    }

    @DeleteMapping("/blocked/{buyerId}")
    ResponseEntity<Void> unblock(
            @Caller OperatorId operator, @PathVariable ScheduleId scheduleId, @PathVariable BuyerId buyerId) {
        return desk.carryOut(new UnblockBuyer(new RoomId(scheduleId), operator, buyerId))
                .answer(HttpStatus.NO_CONTENT);
    }

    @DeleteMapping("/admissions/{buyerId}")
    ResponseEntity<Void> endAdmission(
            @Caller OperatorId operator, @PathVariable ScheduleId scheduleId, @PathVariable BuyerId buyerId) {
        return desk.carryOut(new EndAdmission(new RoomId(scheduleId), operator, buyerId))
                .answer(HttpStatus.NO_CONTENT);
    }

    @GetMapping("/record")
    RoomRecord.Page record(
            @PathVariable ScheduleId scheduleId,
            @RequestParam(defaultValue = "0") @Min(0) long from,
            @RequestParam(defaultValue = "50") @Min(1) @Max(LARGEST_PAGE) int size) {
        return written.page(scheduleId, from, size);
    }
}
