/** The rate of single-event requests at the door, beside a bare echo on the same machine. */
@NullMarked
package io.streamwheel.benchmarks.door;

import org.jspecify.annotations.NullMarked;
