/** A second opinion: folds the log by rules of its own, all the time, and compares with what is shown. */
@NullMarked
package io.rowlock.query.verifier;

import org.jspecify.annotations.NullMarked;
