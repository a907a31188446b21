/** What both apps do alike over HTTP. */
@NullMarked
package io.rowlock.web;

import org.jspecify.annotations.NullMarked;
