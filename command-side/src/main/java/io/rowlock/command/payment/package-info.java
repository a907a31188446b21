/** Payment orders, from ready to confirmed or refunded. */
@NullMarked
package io.rowlock.command.payment;

import org.jspecify.annotations.NullMarked;
