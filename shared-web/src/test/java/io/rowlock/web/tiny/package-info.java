/** A very small app, with one of everything a request can get wrong. */
@NullMarked
package io.rowlock.web.tiny;

import org.jspecify.annotations.NullMarked;
