/**
 * What an event means: when it happened, which interactions and which facts about items it brings.
 */
@NullMarked
package io.streamwheel.transform.enrichment;

import org.jspecify.annotations.NullMarked;
