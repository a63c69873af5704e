/** The demo shop: a generated catalogue, drawn pictures and simulated visitors. */
@NullMarked
package io.streamwheel.standalone.demo;

import org.jspecify.annotations.NullMarked;
