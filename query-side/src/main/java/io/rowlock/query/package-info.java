/** Shows what was decided: read models projected from the feed. */
@NullMarked
package io.rowlock.query;

import org.jspecify.annotations.NullMarked;
