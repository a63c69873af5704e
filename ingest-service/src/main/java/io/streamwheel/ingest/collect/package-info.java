/** The way of a request: key, body, scan, rules, publish, answer. */
@NullMarked
package io.streamwheel.ingest.collect;

import org.jspecify.annotations.NullMarked;
