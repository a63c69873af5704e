/** Which user an anonymous visitor turned out to be. */
@NullMarked
package io.streamwheel.analysis.identity;

import org.jspecify.annotations.NullMarked;
