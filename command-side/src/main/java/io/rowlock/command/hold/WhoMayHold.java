package io.rowlock.command.hold;

import io.rowlock.web.caller.Access;
import io.rowlock.web.caller.AccessRules;
import io.rowlock.web.caller.Role;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;

/** Only buyers hold seats. */
@Component
class WhoMayHold implements AccessRules {
    @Override
    public void nameThemTo(Access access) {
        access.only(Role.BUYER, HttpMethod.POST, "/api/tickets/hold", "/api/tickets/extend", "/api/tickets/release");
    }
}
