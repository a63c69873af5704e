/**
 * Item-to-item weights: trainers, the immutable model that they make, and the scorer that reads it.
 */
@NullMarked
package io.streamwheel.analysis.model.itemitem;

import org.jspecify.annotations.NullMarked;
