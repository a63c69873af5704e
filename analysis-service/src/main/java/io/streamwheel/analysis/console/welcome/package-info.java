/** The screen that leads from an empty site to the first recommendation. */
@NullMarked
package io.streamwheel.analysis.console.welcome;

import org.jspecify.annotations.NullMarked;
