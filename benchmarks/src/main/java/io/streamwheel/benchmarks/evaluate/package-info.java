/** Offline evaluation on any interactions, beside other libraries. */
@NullMarked
package io.streamwheel.benchmarks.evaluate;

import org.jspecify.annotations.NullMarked;
