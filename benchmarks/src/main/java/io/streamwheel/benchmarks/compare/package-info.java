/**
 * The product beside what others make of the same machine, in turns, against the bars that it has
 * set itself.
 */
@NullMarked
package io.streamwheel.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
