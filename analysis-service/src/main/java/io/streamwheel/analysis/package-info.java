/** The analysis service: stores what happened, learns from it, and answers. */
@NullMarked
package io.streamwheel.analysis;

import org.jspecify.annotations.NullMarked;
