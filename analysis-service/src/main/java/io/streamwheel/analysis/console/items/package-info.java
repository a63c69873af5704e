/** The screen that shows the catalogue, and of each item what is like it and how it fares. */
@NullMarked
package io.streamwheel.analysis.console.items;

import org.jspecify.annotations.NullMarked;
