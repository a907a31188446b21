/** People: their accounts, their passwords, and the tokens by which the rest of the system knows them. */
@NullMarked
package io.rowlock.command.identity;

import org.jspecify.annotations.NullMarked;
