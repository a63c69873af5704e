/** What items say of themselves, for those about which visitors have said nothing yet. */
@NullMarked
package io.streamwheel.analysis.content;

import org.jspecify.annotations.NullMarked;
