/** What each setting of the pipeline does to rates and latencies, value by value. */
@NullMarked
package io.streamwheel.benchmarks.tune;

import org.jspecify.annotations.NullMarked;
