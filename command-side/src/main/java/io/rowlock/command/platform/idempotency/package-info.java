/** A caller who asks twice with one key is answered once: what was done is remembered and told again. */
@NullMarked
package io.rowlock.command.platform.idempotency;

import org.jspecify.annotations.NullMarked;
