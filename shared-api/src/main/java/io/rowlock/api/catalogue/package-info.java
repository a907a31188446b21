/** What is played, when, and with which seats. */
@NullMarked
package io.rowlock.api.catalogue;

import org.jspecify.annotations.NullMarked;
