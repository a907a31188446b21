/** What only those may see and do who run the apps. */
@NullMarked
package io.rowlock.web.operations;

import org.jspecify.annotations.NullMarked;
