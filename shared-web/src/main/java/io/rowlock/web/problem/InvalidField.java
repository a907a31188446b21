package io.rowlock.web.problem;

/**
 * One thing that is wrong with a request.
 *
 * @param field where it stands, as the caller wrote it: {@code sections[0].name}, a parameter, a header, or {@code body}
 * @param rule a stable word for programs: {@code required}, {@code too-long}, {@code out-of-range}, ...
 * @param message a sentence for people
 */
public record InvalidField(String field, String rule, String message) {
    public static final String REQUIRED = "required";
    public static final String MALFORMED = "malformed";
    public static final String WRONG_TYPE = "wrong-type";
    public static final String UNKNOWN_VALUE = "unknown-value";
    public static final String UNKNOWN_FIELD = "unknown-field";
    public static final String OUT_OF_RANGE = "out-of-range";
    public static final String TOO_LONG = "too-long";
    public static final String TOO_SHORT = "too-short";
    public static final String TOO_MANY = "too-many";
    public static final String TOO_FEW = "too-few";
    public static final String INCONSISTENT = "inconsistent";

    /** The field of an error that concerns the body as a whole. */
    public static final String BODY = "body";

    /** The field of an error that concerns the address or the way the request is put. */
    public static final String REQUEST = "request";
}
