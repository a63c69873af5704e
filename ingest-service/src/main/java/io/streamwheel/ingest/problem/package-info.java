/** What the collector may have to say instead of yes. */
@NullMarked
package io.streamwheel.ingest.problem;

import org.jspecify.annotations.NullMarked;
