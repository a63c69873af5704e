/** Lists of items for a visitor, an item, a session, or everybody. */
@NullMarked
package io.streamwheel.analysis.recommend;

import org.jspecify.annotations.NullMarked;
