/** API keys: a snapshot of hashes, and what a key opens. */
@NullMarked
package io.streamwheel.ingest.key;

import org.jspecify.annotations.NullMarked;
