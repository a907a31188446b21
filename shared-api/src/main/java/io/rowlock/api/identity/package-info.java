/** People as the log knows them: by an opaque id and nothing else. */
@NullMarked
package io.rowlock.api.identity;

import org.jspecify.annotations.NullMarked;
