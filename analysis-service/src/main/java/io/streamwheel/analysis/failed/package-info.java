/** What could not be used: kept with its reason and its original bytes, and shown. */
@NullMarked
package io.streamwheel.analysis.failed;

import org.jspecify.annotations.NullMarked;
