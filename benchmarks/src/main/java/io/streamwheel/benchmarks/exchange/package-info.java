/**
 * What a contender of an evaluation is given and gives back, as files, so that each can run in a
 * JVM of its own. Compiled into the peers too, and so without a dependency, for Java 17.
 */
@NullMarked
package io.streamwheel.benchmarks.exchange;

import org.jspecify.annotations.NullMarked;
