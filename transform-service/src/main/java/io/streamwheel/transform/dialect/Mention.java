package io.streamwheel.transform.dialect;

import org.jspecify.annotations.Nullable;

/**
 * One item of an event.
 *
 * @param position its place among the event's products, from 0
 * @param value a rating, a quantity or an amount
 * @param item what the event says about it
 */
public record Mention(int position, String itemId, @Nullable Double value, DecodedItem item) {}
