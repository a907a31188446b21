package io.rowlock.command.waitingroom.draw;

import io.rowlock.web.caller.Access;
import io.rowlock.web.caller.AccessRules;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;

/** A proof that not everybody can check is none. */
@Component
class WhoMayCheck implements AccessRules {
    @Override
    public void nameThemTo(Access access) {
        access.anyone(HttpMethod.GET, "/api/queue/draw", "/api/queue/draw/list");
    }
}
