/** Tells Micrometer what the stages count. */
@NullMarked
package io.streamwheel.analysis.micrometer;

import org.jspecify.annotations.NullMarked;
