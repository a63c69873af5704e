/** The screen that shows what failed and why, and sends it through again or gives it up. */
@NullMarked
package io.streamwheel.analysis.console.failed;

import org.jspecify.annotations.NullMarked;
