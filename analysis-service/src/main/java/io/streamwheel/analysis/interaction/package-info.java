/**
 * What visitors did with items: the idempotent write of events and their interactions, and whose
 * they are.
 */
@NullMarked
package io.streamwheel.analysis.interaction;

import org.jspecify.annotations.NullMarked;
