/** The HTTP face of the analysis service: keys, problems, and the handlers of each route. */
@NullMarked
package io.streamwheel.analysis.http;

import org.jspecify.annotations.NullMarked;
