/** From a batch of collected envelopes to enriched and failed ones: the steps, in their order. */
@NullMarked
package io.streamwheel.transform.pipeline;

import org.jspecify.annotations.NullMarked;
