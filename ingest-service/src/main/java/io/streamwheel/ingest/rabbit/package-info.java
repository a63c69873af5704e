/** The way out: envelopes to the queue. */
@NullMarked
package io.streamwheel.ingest.rabbit;

import org.jspecify.annotations.NullMarked;
