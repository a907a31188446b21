/** The order that pays for a hold. */
@NullMarked
package io.rowlock.api.payment;

import org.jspecify.annotations.NullMarked;
