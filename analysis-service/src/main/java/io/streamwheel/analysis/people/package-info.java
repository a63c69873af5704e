/** Whom somebody may know, by who follows whom, and who has the same taste, by what they did. */
@NullMarked
package io.streamwheel.analysis.people;

import org.jspecify.annotations.NullMarked;
