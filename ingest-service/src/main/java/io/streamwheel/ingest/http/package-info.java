/** The door: HTTP to requests of the collector, and its answers back to HTTP. */
@NullMarked
package io.streamwheel.ingest.http;

import org.jspecify.annotations.NullMarked;
