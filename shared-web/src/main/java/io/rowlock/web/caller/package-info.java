/** Who is calling and what they may call. */
@NullMarked
package io.rowlock.web.caller;

import org.jspecify.annotations.NullMarked;
