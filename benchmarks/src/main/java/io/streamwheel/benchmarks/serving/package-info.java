/** How long personal lists take while models are built and events come in. */
@NullMarked
package io.streamwheel.benchmarks.serving;

import org.jspecify.annotations.NullMarked;
