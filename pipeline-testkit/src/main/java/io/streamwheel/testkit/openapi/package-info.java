/** Holds an OpenAPI document against the service that it describes. */
@NullMarked
package io.streamwheel.testkit.openapi;

import org.jspecify.annotations.NullMarked;
