package io.rowlock.command.platform.idempotency;

/** One caller's name for one thing they want done once. Two callers may choose the same text. */
record Key(String caller, String text) {}
