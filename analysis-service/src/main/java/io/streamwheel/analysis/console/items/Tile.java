package io.streamwheel.analysis.console.items;

import io.streamwheel.analysis.console.ShownItem;
import org.jspecify.annotations.Nullable;

/**
 * An item in the grid.
 *
 * @param rank among the popular ones; {@code null} where it is not one of the first hundred
 * @param hidden whether somebody took it out of all lists
 */
record Tile(ShownItem item, @Nullable Integer rank, boolean hidden) {}
