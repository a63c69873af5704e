/** What comes from the queues, and the dead letters that go back. */
@NullMarked
package io.streamwheel.analysis.rabbit;

import org.jspecify.annotations.NullMarked;
