package io.rowlock.web.tiny;

import io.rowlock.api.identity.BuyerId;
import io.rowlock.api.identity.OperatorId;
import io.rowlock.api.identity.OrganiserId;
import io.rowlock.web.caller.Caller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where it matters who is calling. */
@RestController
class CallersController {
    @GetMapping("/api/me")
    BuyerId me(@Caller BuyerId caller) {
        return caller;
    }

    @PostMapping("/api/seats/{seat}/hold")
    String hold(@PathVariable String seat, @Caller BuyerId buyer) {
        return "\"" + seat + " for " + buyer + "\"";
    }

    @GetMapping("/api/plans")
    OrganiserId plans(@Caller OrganiserId organiser) {
        return organiser;
    }

    @GetMapping("/api/record")
    OperatorId record(@Caller OperatorId operator) {
        return operator;
    }

    @GetMapping("/api/forgotten")
    String namedByNoRule() {
        return "\"reached\"";
    }

    @GetMapping("/api/open/caller")
    BuyerId openAndAskingWhoCalls(@Caller BuyerId caller) {
        return caller;
    }
}
