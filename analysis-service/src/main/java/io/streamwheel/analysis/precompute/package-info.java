/** Personal lists made beforehand, after each build, for those who came lately. */
@NullMarked
package io.streamwheel.analysis.precompute;

import org.jspecify.annotations.NullMarked;
