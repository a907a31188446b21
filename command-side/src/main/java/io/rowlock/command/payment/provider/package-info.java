/** The one port behind which payment providers stand; each is an adapter that nobody else knows. */
@NullMarked
package io.rowlock.command.payment.provider;

import org.jspecify.annotations.NullMarked;
