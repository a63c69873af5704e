/** A peer of the offline evaluation, in a JVM of its own: LensKit-Java's item-item. */
@NullMarked
package io.streamwheel.peers;

import org.jspecify.annotations.NullMarked;
