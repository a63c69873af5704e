/** The screen that shows how models are built, which is served and why, and what lists bring. */
@NullMarked
package io.streamwheel.analysis.console.models;

import org.jspecify.annotations.NullMarked;
