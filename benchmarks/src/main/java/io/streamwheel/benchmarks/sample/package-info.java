/** Events that several measurements use. */
@NullMarked
package io.streamwheel.benchmarks.sample;

import org.jspecify.annotations.NullMarked;
