/** Reads the API keys from the database. */
@NullMarked
package io.streamwheel.ingest.jdbc;

import org.jspecify.annotations.NullMarked;
