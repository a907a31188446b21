/** Buyers' wallets: charged, used and refunded, never below nothing. */
@NullMarked
package io.rowlock.command.wallet;

import org.jspecify.annotations.NullMarked;
