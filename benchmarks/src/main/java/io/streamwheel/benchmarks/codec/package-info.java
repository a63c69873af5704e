/** JMH measurements of the event contract. */
@NullMarked
package io.streamwheel.benchmarks.codec;

import org.jspecify.annotations.NullMarked;
