/** What holds however buyers, providers, organisers and the clock fall into each other's way. */
@NullMarked
package io.rowlock.command.interleaving;

import org.jspecify.annotations.NullMarked;
