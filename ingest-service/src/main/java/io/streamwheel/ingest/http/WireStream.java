package io.streamwheel.ingest.http;

import io.streamwheel.ingest.problem.Problem;
import io.streamwheel.ingest.problem.RefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Clock;

/**
 * A body on the wire, bounded in bytes and in time. The server's own time-out only bounds the pause
 * between two bytes, so a client that drips would hold on for ever.
 */
final class WireStream extends InputStream {

    private final InputStream wire;
    private final int maxBytes;
    private final Clock clock;
    private final long deadline;
    private int bytes;

    WireStream(InputStream wire, BodyLimits limits, Clock clock) {
        this.wire = wire;
        this.clock = clock;
        maxBytes = limits.wireBytes();
        deadline = clock.millis() + limits.timeout().toMillis();
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (clock.millis() > deadline) {
            throw new RefusedException(Problem.BODY_TIMEOUT, "the body took too long");
        }
        int count = readWire(target, offset, length);
        if (count < 0) {
            return -1;
        }
        bytes += count;
        if (bytes > maxBytes) {
            throw new RefusedException(
                    Problem.TOO_LARGE, "the body has more than " + maxBytes + " bytes");
        }
        return count;
    }

    private int readWire(byte[] target, int offset, int length) {
        try {
            return wire.read(target, offset, length);
        } catch (SocketTimeoutException e) {
            throw new RefusedException(Problem.BODY_TIMEOUT, "the body stopped coming");
        } catch (IOException e) {
            throw new RefusedException(Problem.INCOMPLETE_BODY, "the body is cut or ill-framed");
        }
    }
}
