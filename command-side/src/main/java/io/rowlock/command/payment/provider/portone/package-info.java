/** PortOne, V2: the money is captured while the buyer is there, and we ask about it. */
@NullMarked
package io.rowlock.command.payment.provider.portone;

import org.jspecify.annotations.NullMarked;
