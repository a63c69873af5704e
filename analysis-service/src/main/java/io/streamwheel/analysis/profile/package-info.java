/** What is known of one visitor: counts, interests, the newest items. */
@NullMarked
package io.streamwheel.analysis.profile;

import org.jspecify.annotations.NullMarked;
