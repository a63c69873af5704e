/** The counts of the stage, for whoever scrapes them. */
@NullMarked
package io.streamwheel.transform.micrometer;

import org.jspecify.annotations.NullMarked;
