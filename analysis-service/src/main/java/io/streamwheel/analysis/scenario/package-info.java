/** How a site wants its lists: rules and settings under a name. */
@NullMarked
package io.streamwheel.analysis.scenario;

import org.jspecify.annotations.NullMarked;
