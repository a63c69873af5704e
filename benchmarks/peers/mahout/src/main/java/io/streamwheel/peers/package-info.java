/** A peer of the offline evaluation, in a JVM of its own: Mahout's item-based recommender. */
@NullMarked
package io.streamwheel.peers;

import org.jspecify.annotations.NullMarked;
