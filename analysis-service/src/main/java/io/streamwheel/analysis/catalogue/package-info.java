/** Items and what is known about them. */
@NullMarked
package io.streamwheel.analysis.catalogue;

import org.jspecify.annotations.NullMarked;
