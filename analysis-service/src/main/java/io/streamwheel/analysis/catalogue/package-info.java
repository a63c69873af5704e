/** The items of a site as people and events describe them, in the store and in memory. */
@NullMarked
package io.streamwheel.analysis.catalogue;

import org.jspecify.annotations.NullMarked;
