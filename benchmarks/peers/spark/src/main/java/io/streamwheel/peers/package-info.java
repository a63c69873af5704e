/** A peer of the offline evaluation, in a JVM of its own: Spark MLlib's alternating least squares. */
@NullMarked
package io.streamwheel.peers;

import org.jspecify.annotations.NullMarked;
