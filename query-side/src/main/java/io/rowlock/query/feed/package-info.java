/** How the log arrives: what every projection is given, waited for, counted and rebuilt by. */
@NullMarked
package io.rowlock.query.feed;

import org.jspecify.annotations.NullMarked;
