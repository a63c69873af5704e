/** Who looks at events as they are decided on, and what of them there is to see. */
@NullMarked
package io.streamwheel.analysis.live;

import org.jspecify.annotations.NullMarked;
