/** Toss Payments: the buyer agrees in the browser, and we confirm. */
@NullMarked
package io.rowlock.command.payment.provider.toss;

import org.jspecify.annotations.NullMarked;
