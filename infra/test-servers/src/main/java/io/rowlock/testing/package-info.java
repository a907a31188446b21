/** Real servers for tests, and a corner of their own in them for each test class. */
@NullMarked
package io.rowlock.testing;

import org.jspecify.annotations.NullMarked;
