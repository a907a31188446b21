package io.rowlock.query.seatmap;

import io.rowlock.web.caller.AccessRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** Which seats are free is for everybody to see. */
@Configuration(proxyBeanMethods = false)
class SeatMapAccess {
    @Bean
    AccessRules whoMayReadSeatMap() {
        return access -> access.anyone(
                HttpMethod.GET, "/api/schedules/{scheduleId}/seats", "/api/schedules/{scheduleId}/seats/stream");
    }
}
