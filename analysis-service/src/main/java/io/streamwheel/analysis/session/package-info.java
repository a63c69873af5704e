/**
 * What visitors did in one go: sessions cut from stored interactions, the newest of them in an
 * index, and the next click read from those that are like the one at hand.
 */
@NullMarked
package io.streamwheel.analysis.session;

import org.jspecify.annotations.NullMarked;
