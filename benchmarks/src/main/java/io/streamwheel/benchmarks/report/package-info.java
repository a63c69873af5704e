/** What reports are made of: numbers, drawings, and the machine that they are about. */
@NullMarked
package io.streamwheel.benchmarks.report;

import org.jspecify.annotations.NullMarked;
