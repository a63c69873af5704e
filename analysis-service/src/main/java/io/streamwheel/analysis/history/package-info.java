/** What visitors did, weighed: of a whole site to learn from, and of one visitor to answer. */
@NullMarked
package io.streamwheel.analysis.history;

import org.jspecify.annotations.NullMarked;
