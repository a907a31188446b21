/** How the log travels from the command side to the query side. */
@NullMarked
package io.rowlock.api.feed;

import org.jspecify.annotations.NullMarked;
