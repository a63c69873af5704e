/**
 * How fast the store takes batches: the product's writer beside {@code COPY} of the same rows into
 * equal tables.
 */
@NullMarked
package io.streamwheel.benchmarks.store;

import org.jspecify.annotations.NullMarked;
