/** The measurement that chose the key of the event table: three designs under the same load. */
@NullMarked
package io.streamwheel.benchmarks.key;

import org.jspecify.annotations.NullMarked;
