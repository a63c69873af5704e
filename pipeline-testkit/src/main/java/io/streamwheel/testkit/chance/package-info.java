/**
 * Tests with made-up cases: many of them, the same in every run, and the smallest one that fails is
 * the one that is told.
 */
@NullMarked
package io.streamwheel.testkit.chance;

import org.jspecify.annotations.NullMarked;
