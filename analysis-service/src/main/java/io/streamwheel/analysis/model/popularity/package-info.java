/** How much each item is wanted by everybody: the fallback and the baseline. */
@NullMarked
package io.streamwheel.analysis.model.popularity;

import org.jspecify.annotations.NullMarked;
