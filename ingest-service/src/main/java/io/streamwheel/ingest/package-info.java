/** The ingest service. */
@NullMarked
package io.streamwheel.ingest;

import org.jspecify.annotations.NullMarked;
