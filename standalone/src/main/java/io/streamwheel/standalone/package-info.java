/** The whole of Streamwheel in one process: it composes and starts, and decides nothing. */
@NullMarked
package io.streamwheel.standalone;

import org.jspecify.annotations.NullMarked;
