/** Tells Micrometer what the links to the broker count. */
@NullMarked
package io.streamwheel.transport.micrometer;

import org.jspecify.annotations.NullMarked;
