/** Where payments and seats meet: each policy is one sentence. */
@NullMarked
package io.rowlock.command.checkout;

import org.jspecify.annotations.NullMarked;
