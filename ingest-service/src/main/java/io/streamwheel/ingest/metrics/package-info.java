/** The collector's counters in Micrometer. */
@NullMarked
package io.streamwheel.ingest.metrics;

import org.jspecify.annotations.NullMarked;
