package io.streamwheel.analysis.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One visitor did one thing with one item, once. */
public record Deed(String itemId, String type, @Nullable Double value, Instant at) {}
