/** How payment providers are reached: bounded in time, in size and in number, and left alone while they are down. */
@NullMarked
package io.rowlock.command.payment.provider.wire;

import org.jspecify.annotations.NullMarked;
