/** What the door is measured against: Spring Boot's web starter and nothing else. */
@NullMarked
package io.streamwheel.benchmarks.echo;

import org.jspecify.annotations.NullMarked;
