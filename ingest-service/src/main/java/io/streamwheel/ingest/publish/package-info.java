/**
 * Group commit: requests that arrive together share an envelope, and each hears when all of it is
 * safe.
 */
@NullMarked
package io.streamwheel.ingest.publish;

import org.jspecify.annotations.NullMarked;
