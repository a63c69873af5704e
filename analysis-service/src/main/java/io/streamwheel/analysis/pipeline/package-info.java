/** How the pipeline does: totals by fate, lag and metrics. */
@NullMarked
package io.streamwheel.analysis.pipeline;

import org.jspecify.annotations.NullMarked;
