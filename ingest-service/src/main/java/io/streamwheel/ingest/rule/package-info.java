/** What an event must look like, one small function each, in one ordered list. */
@NullMarked
package io.streamwheel.ingest.rule;

import org.jspecify.annotations.NullMarked;
