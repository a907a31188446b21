package io.rowlock.command.cancellation;

import io.rowlock.web.caller.Access;
import io.rowlock.web.caller.AccessRules;
import io.rowlock.web.caller.Role;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;

/** Only organisers follow how their evenings are wound up. */
@Component
class WhoMayLook implements AccessRules {
    @Override
    public void nameThemTo(Access access) {
        access.only(Role.ORGANISER, HttpMethod.GET, "/api/schedules/{scheduleId}/cancellation");
    }
}
