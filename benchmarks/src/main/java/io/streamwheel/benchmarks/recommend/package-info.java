/** How long a list takes. */
@NullMarked
package io.streamwheel.benchmarks.recommend;

import org.jspecify.annotations.NullMarked;
