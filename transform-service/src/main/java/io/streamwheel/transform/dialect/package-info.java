/**
 * How sites write events: one reader per dialect, all of which say the same thing, a {@link
 * io.streamwheel.transform.dialect.DecodedEvent}.
 */
@NullMarked
package io.streamwheel.transform.dialect;

import org.jspecify.annotations.NullMarked;
