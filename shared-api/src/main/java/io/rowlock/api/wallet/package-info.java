/** Buyers' wallets: what may be asked of them, and what can have happened to them. */
@NullMarked
package io.rowlock.api.wallet;

import org.jspecify.annotations.NullMarked;
