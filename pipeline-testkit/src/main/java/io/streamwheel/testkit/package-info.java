/** What tests of the pipeline share: fixtures, and servers of three kinds behind one face. */
@NullMarked
package io.streamwheel.testkit;

import org.jspecify.annotations.NullMarked;
