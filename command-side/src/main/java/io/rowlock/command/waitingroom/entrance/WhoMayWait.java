package io.rowlock.command.waitingroom.entrance;

import io.rowlock.web.caller.Access;
import io.rowlock.web.caller.AccessRules;
import io.rowlock.web.caller.Role;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;

/** Buyers wait, operators let them in, auditors look at what operators did; how far it has come is for everybody. */
@Component
class WhoMayWait implements AccessRules {
    @Override
    public void nameThemTo(Access access) {
        access.anyone(HttpMethod.GET, "/api/queue/serving")
                .only(Role.BUYER, HttpMethod.POST, "/api/queue/enter")
                .only(Role.BUYER, HttpMethod.GET, "/api/queue/status", "/api/queue/stream")
                .only(Role.BUYER, HttpMethod.DELETE, "/api/queue")
                .only(Role.OPERATOR, HttpMethod.GET, "/api/queue/{scheduleId}/policy")
                .only(
                        Role.OPERATOR,
                        HttpMethod.PUT,
                        "/api/queue/{scheduleId}/policy",
                        "/api/queue/{scheduleId}/priority/{buyerId}",
                        "/api/queue/{scheduleId}/blocked/{buyerId}")
                .only(Role.OPERATOR, HttpMethod.POST, "/api/queue/{scheduleId}/open", "/api/queue/{scheduleId}/close")
                .only(
                        Role.OPERATOR,
                        HttpMethod.DELETE,
                        "/api/queue/{scheduleId}/priority/{buyerId}",
                        "/api/queue/{scheduleId}/blocked/{buyerId}",
                        "/api/queue/{scheduleId}/admissions/{buyerId}")
                .anyOf(Set.of(Role.OPERATOR, Role.AUDITOR), HttpMethod.GET, "/api/queue/{scheduleId}/record");
    }
}
