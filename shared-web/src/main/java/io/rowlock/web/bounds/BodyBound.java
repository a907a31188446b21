package io.rowlock.web.bounds;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/** How large a request's body may be. The largest that we know of, a schedule with many sections, has a few kilobytes. */
@ConfigurationProperties("rowlock.web")
record BodyBound(@DefaultValue("64KB") DataSize maxBody) {
    private static final DataSize LEAST = DataSize.ofKilobytes(1);
    private static final DataSize MOST = DataSize.ofMegabytes(16);

    BodyBound {
        if (maxBody.compareTo(LEAST) < 0 || maxBody.compareTo(MOST) > 0) {
            throw new IllegalArgumentException(
                    "rowlock.web.max-body must be from %s to %s, was %s".formatted(LEAST, MOST, maxBody));
        }
    }
}
