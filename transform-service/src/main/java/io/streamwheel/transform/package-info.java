/** The transform service. */
@NullMarked
package io.streamwheel.transform;

import org.jspecify.annotations.NullMarked;
