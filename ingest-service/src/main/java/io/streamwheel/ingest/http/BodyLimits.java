package io.streamwheel.ingest.http;

import java.time.Duration;

/**
 * @param wireBytes most bytes of a body as it is sent
 * @param unpackedBytes most bytes of a body after gzip
 * @param timeout how long a body may take to arrive
 */
record BodyLimits(int wireBytes, int unpackedBytes, Duration timeout) {}
