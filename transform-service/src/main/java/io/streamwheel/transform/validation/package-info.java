/** What an event must be to mean something: small rules in one ordered list. */
@NullMarked
package io.streamwheel.transform.validation;

import org.jspecify.annotations.NullMarked;
