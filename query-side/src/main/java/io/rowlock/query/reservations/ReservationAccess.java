package io.rowlock.query.reservations;

import io.rowlock.web.caller.AccessRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** Whoever is logged in may see what is theirs. */
@Configuration(proxyBeanMethods = false)
class ReservationAccess {
    @Bean
    AccessRules whoMayReadReservation() {
        return access -> access.anyCaller(
                HttpMethod.GET, "/api/holds", "/api/reservations", "/api/reservations/{reservationId}");
    }
}
