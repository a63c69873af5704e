/** How long the question takes what came of the lists. */
@NullMarked
package io.streamwheel.benchmarks.metrics;

import org.jspecify.annotations.NullMarked;
