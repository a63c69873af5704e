/** The screen that shows the flow of events as it is, and as it was in the last hour. */
@NullMarked
package io.streamwheel.analysis.console.pipeline;

import org.jspecify.annotations.NullMarked;
