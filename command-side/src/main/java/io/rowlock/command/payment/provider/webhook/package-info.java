/** What providers call back with: heard only when it is known to be theirs, and never believed about money. */
@NullMarked
package io.rowlock.command.payment.provider.webhook;

import org.jspecify.annotations.NullMarked;
