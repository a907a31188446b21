/** How far a buyer's payments have come. */
@NullMarked
package io.rowlock.query.payments;

import org.jspecify.annotations.NullMarked;
