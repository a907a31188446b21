/** Real PostgreSQL, Redis and Kafka on this machine, with nothing installed: what the local run and the tests stand on. */
@NullMarked
package io.rowlock.servers;

import org.jspecify.annotations.NullMarked;
