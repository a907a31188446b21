/** Outside of what the app scans for its parts: only tests that ask for it have it. */
@NullMarked
package io.rowlock.slowposts;

import org.jspecify.annotations.NullMarked;
