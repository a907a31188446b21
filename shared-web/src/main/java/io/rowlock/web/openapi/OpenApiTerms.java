package io.rowlock.web.openapi;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** How an app introduces itself in its OpenAPI document. */
@ConfigurationProperties("rowlock.openapi")
record OpenApiTerms(
        @DefaultValue("Rowlock") String title,

        @DefaultValue("Sells seats for events that sell out in seconds.")
        String description,

        @DefaultValue("1") String version) {
    OpenApiTerms {
        if (title.isBlank() || version.isBlank()) {
            throw new IllegalArgumentException("rowlock.openapi.title and rowlock.openapi.version must not be blank");
        }
    }
}
