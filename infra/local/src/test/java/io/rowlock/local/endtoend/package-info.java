/** Both apps as processes on real servers, asked over HTTP and checked against both databases. */
@NullMarked
package io.rowlock.local.endtoend;

import org.jspecify.annotations.NullMarked;
