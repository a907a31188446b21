package io.rowlock.query.seatmap;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.context.request.ServletWebRequest;
import tools.jackson.databind.json.JsonMapper;

/** A map as it is sent, made once for all who ask: plain, and compressed when the first asks for that. */
final class Drawn {
    private final String tag;
    private final byte[] plain;
    private final long begunAt;
    private final long edition;
    private volatile byte @Nullable [] compressed;

    /**
     * @param knownFor how long whoever has it is told that it still looks the same
     * @param begunAt what happened before it, by {@link System#nanoTime()}, is on it
     */
    Drawn(SeatMapView map, Duration knownFor, long edition, long begunAt, JsonMapper json) {
        this.tag = map.fingerprint(knownFor);
        this.plain = json.writeValueAsBytes(map);
        this.edition = edition;
        this.begunAt = begunAt;
    }

    boolean wasBegunSince(long nanos) {
        return begunAt - nanos >= 0;
    }

    boolean isOf(long otherEdition) {
        return edition == otherEdition;
    }

    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        response.setHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        if (new ServletWebRequest(request, response).checkNotModified(tag)) {
            return;
        }
        var body = plain;
        if (likesItCompressed(request.getHeader(HttpHeaders.ACCEPT_ENCODING))) {
            response.setHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
            body = compressed();
        }
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private byte[] compressed() {
        var made = compressed;
        if (made == null) {
            synchronized (this) {
                made = compressed;
                if (made == null) {
                    made = compress(plain);
                    compressed = made;
                }
            }
        }
        return made;
    }

    private static byte[] compress(byte[] plain) {
        var bytes = new ByteArrayOutputStream(plain.length / 4);
        try (var gzip = new GZIPOutputStream(bytes, 8_192)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // there is nothing but memory
        }
        return bytes.toByteArray();
    }

    /** What is named with a quality of 0 is refused; a star stands for all that are not named. */
    static boolean likesItCompressed(@Nullable String acceptEncoding) {
        if (acceptEncoding == null) {
            return false;
        }
        boolean others = false;
        for (var each : acceptEncoding.toLowerCase(Locale.ROOT).split(",", -1)) {
            var parts = each.split(";", 2);
            var coding = parts[0].strip();
            boolean liked = parts.length == 1 || !parts[1].strip().matches("q=0(\\.0{0,3})?");
            if (coding.equals("gzip") || coding.equals("x-gzip")) {
                return liked;
            }
            others |= coding.equals("*") && liked;
        }
        return others;
    }
}
