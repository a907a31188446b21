/** How both apps say no: RFC 9457 problem documents, from the feature's refusal down to the server's own. */
@NullMarked
package io.rowlock.web.problem;

import org.jspecify.annotations.NullMarked;
