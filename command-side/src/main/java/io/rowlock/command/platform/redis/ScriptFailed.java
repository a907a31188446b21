package io.rowlock.command.platform.redis;

/**
 * Redis answered that a script cannot do its work with what there is.
 *
 * <p>That is no reason to leave Redis alone: what is broken are the keys of one script's call, and others have theirs.
 */
class ScriptFailed extends RedisAway {
    private static final long serialVersionUID = 1L;

    ScriptFailed(Throwable cause) {
        super("A script failed in Redis: " + cause);
    }

    /** Not so where Redis refuses whatever it is asked, as when it is full or may only be read. */
    static boolean isWhatHappened(Throwable cause) {
        var message = String.valueOf(cause.getMessage());
        return message.startsWith("WRONGTYPE") || (message.startsWith("ERR") && message.contains("user_script"));
    }
}
