/** How sites write events. The native form is the only dialect so far. */
@NullMarked
package io.streamwheel.transform.dialect;

import org.jspecify.annotations.NullMarked;
