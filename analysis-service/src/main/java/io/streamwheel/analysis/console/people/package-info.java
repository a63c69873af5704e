/** The screen that shows what is known of one person, and what that person would be shown. */
@NullMarked
package io.streamwheel.analysis.console.people;

import org.jspecify.annotations.NullMarked;
