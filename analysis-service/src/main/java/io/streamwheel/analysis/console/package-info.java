/**
 * The console: what all of its screens share, which is the way in, the frame around a page, the
 * chosen site, and the words for what is away. Each screen is a package of its own below this one.
 */
@NullMarked
package io.streamwheel.analysis.console;

import org.jspecify.annotations.NullMarked;
