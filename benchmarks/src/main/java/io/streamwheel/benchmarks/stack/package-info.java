/**
 * What a measurement of whole services starts, loads and looks at: all of it private, all of it
 * removed at the end.
 */
@NullMarked
package io.streamwheel.benchmarks.stack;

import org.jspecify.annotations.NullMarked;
