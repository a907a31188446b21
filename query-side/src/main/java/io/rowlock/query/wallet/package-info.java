/** What is in a buyer's wallet, and how it came there. */
@NullMarked
package io.rowlock.query.wallet;

import org.jspecify.annotations.NullMarked;
