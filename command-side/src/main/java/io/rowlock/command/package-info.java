/** The side that decides. */
@NullMarked
package io.rowlock.command;

import org.jspecify.annotations.NullMarked;
