/** Model builds: read the past, train the candidates, score them, publish a version, serve it. */
@NullMarked
package io.streamwheel.analysis.model;

import org.jspecify.annotations.NullMarked;
