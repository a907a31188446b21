/** The command side as its callers meet it: started on real servers, asked over HTTP. */
@NullMarked
package io.rowlock.command.running;

import org.jspecify.annotations.NullMarked;
