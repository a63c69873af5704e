/** The screen Live: events as they are decided on, and what each of them is made of. */
@NullMarked
package io.streamwheel.analysis.console.live;

import org.jspecify.annotations.NullMarked;
