/** Which seats of an evening can still be taken. */
@NullMarked
package io.rowlock.query.seatmap;

import org.jspecify.annotations.NullMarked;
