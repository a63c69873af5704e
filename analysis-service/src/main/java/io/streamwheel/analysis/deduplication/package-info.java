/** Which events are known already: keys that are the same in every retry, and receipts by day. */
@NullMarked
package io.streamwheel.analysis.deduplication;

import org.jspecify.annotations.NullMarked;
