/** How work that takes long is given up half-way. */
@NullMarked
package io.streamwheel.analysis.cancellation;

import org.jspecify.annotations.NullMarked;
