/** Redis, where what may be lost is kept: every call bounded, and left alone while it does not answer. */
@NullMarked
package io.rowlock.command.platform.redis;

import org.jspecify.annotations.NullMarked;
