package io.rowlock.command.catalogue;

import io.rowlock.web.caller.Access;
import io.rowlock.web.caller.AccessRules;
import io.rowlock.web.caller.Role;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;

/** Only organisers put evenings on sale, and take them and their seats off again. */
@Component
class WhoMayAnnounce implements AccessRules {
    @Override
    public void nameThemTo(Access access) {
        access.only(
                Role.ORGANISER,
                HttpMethod.POST,
                "/api/concerts",
                "/api/concerts/{concertId}/schedules",
                "/api/schedules/{scheduleId}/cancel",
                "/api/schedules/{scheduleId}/seats/block",
                "/api/schedules/{scheduleId}/seats/unblock");
    }
}
