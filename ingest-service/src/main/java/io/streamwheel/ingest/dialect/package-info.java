/** How clients of different kinds pack events into requests: one small class per kind. */
@NullMarked
package io.streamwheel.ingest.dialect;

import org.jspecify.annotations.NullMarked;
