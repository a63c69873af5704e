/** The first sieve for duplicates. The store has the last word; this one saves it the work. */
@NullMarked
package io.streamwheel.transform.deduplication;

import org.jspecify.annotations.NullMarked;
