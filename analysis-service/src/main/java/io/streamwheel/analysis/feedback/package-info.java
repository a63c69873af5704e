/**
 * What came of the lists: ids that carry where a list came from, the visitors who are held out, and
 * what is counted of both.
 */
@NullMarked
package io.streamwheel.analysis.feedback;

import org.jspecify.annotations.NullMarked;
