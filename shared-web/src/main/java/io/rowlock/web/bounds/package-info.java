/** How much a request may bring, and in which form. */
@NullMarked
package io.rowlock.web.bounds;

import org.jspecify.annotations.NullMarked;
