/** How long each service takes until it is ready, and what it takes in memory then. */
@NullMarked
package io.streamwheel.benchmarks.start;

import org.jspecify.annotations.NullMarked;
