package io.rowlock.query.catalogue;

import io.rowlock.web.caller.AccessRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** What is played is for everybody to see. */
@Configuration(proxyBeanMethods = false)
class CatalogueAccess {
    @Bean
    AccessRules whoMayReadCatalogue() {
        return access -> access.anyone(
                HttpMethod.GET, "/api/concerts", "/api/concerts/{concertId}", "/api/concerts/{concertId}/schedules");
    }
}
