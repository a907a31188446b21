/** Which concerts there are, and when. */
@NullMarked
package io.rowlock.query.catalogue;

import org.jspecify.annotations.NullMarked;
