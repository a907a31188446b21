/** What a buyer holds and has bought. */
@NullMarked
package io.rowlock.query.reservations;

import org.jspecify.annotations.NullMarked;
