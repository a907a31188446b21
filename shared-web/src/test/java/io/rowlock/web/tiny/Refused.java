package io.rowlock.web.tiny;

/** A feature's own refusal. */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
}
