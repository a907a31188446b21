/** What the query side stands on and no feature is about: pages, what is not there, the database's dialect. */
@NullMarked
package io.rowlock.query.platform;

import org.jspecify.annotations.NullMarked;
