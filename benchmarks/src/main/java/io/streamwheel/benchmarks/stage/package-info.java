/** What the stages do with events, without HTTP and broker: JMH measurements. */
@NullMarked
package io.streamwheel.benchmarks.stage;

import org.jspecify.annotations.NullMarked;
