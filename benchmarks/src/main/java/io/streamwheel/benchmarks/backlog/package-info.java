/** What happens to a backlog when the stages behind the door come back. */
@NullMarked
package io.streamwheel.benchmarks.backlog;

import org.jspecify.annotations.NullMarked;
