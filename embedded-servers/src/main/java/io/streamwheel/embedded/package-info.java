/**
 * A broker and a database inside the JVM, durable in a data directory or forgetful in a temporary
 * one.
 */
@NullMarked
package io.streamwheel.embedded;

import org.jspecify.annotations.NullMarked;
