package io.streamwheel.ingest.http;

import io.streamwheel.ingest.collect.CollectRequest.BodySource;
import io.streamwheel.ingest.problem.Problem;
import io.streamwheel.ingest.problem.RefusedException;
import io.streamwheel.ingest.scan.Body;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads one body, unpacks it, and gives its memory back when closed. */
final class IncomingBody implements BodySource, AutoCloseable {

    private static final int FIRST = 8 << 10;
    private static final int LARGEST_FIRST = 64 << 10;

    private final InputStream wire;
    private final boolean gzip;
    private final long announced;
    private final BodyLimits limits;
    private final BodyMemory memory;
    private int taken;

    /**
     * @param announced bytes that will come, or -1 when the client did not say
     */
    IncomingBody(
            InputStream wire, boolean gzip, long announced, BodyLimits limits, BodyMemory memory) {
        this.wire = wire;
        this.gzip = gzip;
        this.announced = announced;
        this.limits = limits;
        this.memory = memory;
    }

    @Override
    public Body read() {
        if (announced > limits.wireBytes()) {
            throw new RefusedException(
                    Problem.TOO_LARGE, "the body has more than " + limits.wireBytes() + " bytes");
        }
        try {
            return gzip ? unpacked() : readAll(wire, firstSize(), limits.wireBytes());
        } catch (IOException e) {
            throw gzip
                    ? new RefusedException(Problem.INVALID_GZIP, "the body is not whole gzip")
                    : new RefusedException(Problem.INCOMPLETE_BODY, "the body ended too early");
        }
    }

    @Override
    public void close() {
        memory.giveBack(taken);
        taken = 0;
    }

    /** One more than announced, so that the end is seen without growing. */
    private int firstSize() {
        return announced < 0 ? FIRST : (int) Math.min(announced + 1, LARGEST_FIRST);
    }

    private Body unpacked() throws IOException {
        try (GzipStream unpacking = new GzipStream(wire)) {
            return readAll(unpacking, FIRST, limits.unpackedBytes());
        }
    }

    /** Never asks for more than one byte beyond the limit. */
    private Body readAll(InputStream in, int firstSize, int maxBytes) throws IOException {
        int most = (int) Math.min(maxBytes + 1L, Integer.MAX_VALUE - Long.BYTES);
        byte[] bytes = new byte[taken(Math.min(firstSize, most))];
        int length = 0;
        int count;
        while ((count = in.read(bytes, length, bytes.length - length)) >= 0) {
            length += count;
            if (length > maxBytes) {
                throw new RefusedException(
                        Problem.TOO_LARGE, "the body has more than " + maxBytes + " bytes");
            }
            if (length == bytes.length) {
                int larger = (int) Math.min(length * 2L, most);
                bytes = Arrays.copyOf(bytes, length + taken(larger - length));
            }
        }
        return new Body(bytes, length);
    }

    private int taken(int bytes) {
        memory.take(bytes);
        taken += bytes;
        return bytes;
    }
}
