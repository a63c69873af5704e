/** Builds what writes to and reads from PostgreSQL, and keeps its partitions ahead of time. */
@NullMarked
package io.streamwheel.analysis.jdbc;

import org.jspecify.annotations.NullMarked;
