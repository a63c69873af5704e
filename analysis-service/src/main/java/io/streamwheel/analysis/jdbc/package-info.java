/**
 * What the analysis service reads and writes in PostgreSQL, and the wiring of what stands on it.
 */
@NullMarked
package io.streamwheel.analysis.jdbc;

import org.jspecify.annotations.NullMarked;
