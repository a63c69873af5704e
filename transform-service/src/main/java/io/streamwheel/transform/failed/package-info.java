/** Why an event cannot be used. */
@NullMarked
package io.streamwheel.transform.failed;

import org.jspecify.annotations.NullMarked;
