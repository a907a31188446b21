/** The gate: what is asked of a gated evening needs an admission, and how admissions are written down and believed. */
@NullMarked
package io.rowlock.command.waitingroom.gate;

import org.jspecify.annotations.NullMarked;
