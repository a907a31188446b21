/** The whole system on one machine: servers and both apps, started and stopped as one. */
@NullMarked
package io.rowlock.local;

import org.jspecify.annotations.NullMarked;
