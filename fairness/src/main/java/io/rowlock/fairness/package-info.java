/** How a waiting room's order is drawn, and how anyone can check that it was. */
@NullMarked
package io.rowlock.fairness;

import org.jspecify.annotations.NullMarked;
