/** The three services as one pipeline, and whether all that goes in comes out once. */
@NullMarked
package io.streamwheel.benchmarks.flow;

import org.jspecify.annotations.NullMarked;
