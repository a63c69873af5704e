/** The service's links to the broker, and the wiring of the stage. */
@NullMarked
package io.streamwheel.transform.rabbit;

import org.jspecify.annotations.NullMarked;
