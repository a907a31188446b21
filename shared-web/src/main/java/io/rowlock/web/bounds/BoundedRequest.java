package io.rowlock.web.bounds;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A request whose body can be read up to a bound; a chunked body announces no length, so it is counted. */
final class BoundedRequest extends HttpServletRequestWrapper {
    private final long most;
    private @Nullable ServletInputStream bounded;

    BoundedRequest(HttpServletRequest request, long most) {
        super(request);
        this.most = most;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        if (bounded == null) {
            bounded = new Counted(super.getInputStream(), most);
        }
        return bounded;
    }

    @Override
    public BufferedReader getReader() throws IOException {
        var named = getCharacterEncoding();
        var charset = named == null ? StandardCharsets.UTF_8 : Charset.forName(named);
        return new BufferedReader(new InputStreamReader(getInputStream(), charset));
    }

    /** Takes a part of the body. */
    @FunctionalInterface
    private interface Reading {
        int read() throws IOException;
    }

    private static final class Counted extends ServletInputStream {
        private final ServletInputStream body;
        private final long most;
        private long read;

        Counted(ServletInputStream body, long most) {
            this.body = body;
            this.most = most;
        }

        @Override
        public int read() throws IOException {
            int one = whole(body::read);
            if (one >= 0) {
                count(1);
            }
            return one;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int some = whole(() -> body.read(into, offset, length));
            if (some > 0) {
                count(some);
            }
            return some;
        }

        /** Tells a body that stopped coming from whatever else may fail while it is worked on. */
        private static int whole(Reading reading) throws BodyCutShort {
            try {
                return reading.read();
            } catch (IOException e) {
                throw new BodyCutShort(e);
            }
        }

        private void count(int some) throws BodyTooLarge {
            read += some;
            if (read > most) {
                throw new BodyTooLarge(most);
            }
        }

        @Override
        public boolean isFinished() {
            return body.isFinished();
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            body.setReadListener(listener);
        }
    }
}
