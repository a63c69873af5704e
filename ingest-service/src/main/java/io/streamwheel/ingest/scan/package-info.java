/**
 * Reads a request body in one pass: the fields that rules look at, and each event's bytes as they
 * came.
 */
@NullMarked
package io.streamwheel.ingest.scan;

import org.jspecify.annotations.NullMarked;
