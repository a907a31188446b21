/** The part of the OpenAPI documents that both apps have in common. */
@NullMarked
package io.rowlock.web.openapi;

import org.jspecify.annotations.NullMarked;
