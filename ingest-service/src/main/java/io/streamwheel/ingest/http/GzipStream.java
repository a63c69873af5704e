package io.streamwheel.ingest.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Unpacks gzip (RFC 1952), member after member, to the letter. The JDK's own stream takes whatever
 * follows a member and is not another one for the end: a second member whose header is cut would be
 * events lost, and nobody told.
 */
final class GzipStream extends InputStream {

    private static final int BUFFER = 8 << 10;
    private static final int DEFLATE = 8;
    private static final int HEADER_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xE0;

    private final InputStream packed;
    private final byte[] buffer = new byte[BUFFER];
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private int at;
    private int end;
    private boolean inMember;
    private boolean any;

    GzipStream(InputStream packed) {
        this.packed = packed;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    /**
     * @throws IOException it is not gzip, broken, or ends too early
     */
    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (inMember || beginMember()) {
            int count = inflate(target, offset, length);
            if (count > 0) {
                crc.update(target, offset, count);
                return count;
            }
            if (inflater.finished()) {
                endMember();
            } else if (inflater.needsDictionary()) {
                throw new ZipException("a member wants a dictionary");
            } else if (fill()) {
                inflater.setInput(buffer, at, end - at);
            } else {
                throw new EOFException("a member is cut");
            }
        }
        return -1;
    }

    /** Frees what the inflater holds outside of the heap. The wire stays open. */
    @Override
    public void close() {
        inflater.end();
    }

    private int inflate(byte[] target, int offset, int length) throws ZipException {
        try {
            return inflater.inflate(target, offset, length);
        } catch (DataFormatException e) {
            throw new ZipException(e.getMessage());
        }
    }

    /** False at the end, which may only come after a whole member. */
    private boolean beginMember() throws IOException {
        if (at == end && !fill()) {
            if (any) {
                return false;
            }
            throw new EOFException("there is no member");
        }
        crc.reset();
        if (next() != 0x1F || next() != 0x8B || next() != DEFLATE) {
            throw new ZipException("no gzip member begins here");
        }
        int flags = next();
        if ((flags & RESERVED) != 0) {
            throw new ZipException("a flag is set that nobody knows");
        }
        skip(6); // time, extra flags, operating system
        if ((flags & EXTRA) != 0) {
            skip(next() | next() << 8);
        }
        if ((flags & NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        if ((flags & HEADER_CRC) != 0) {
            int expected = (int) crc.getValue() & 0xFFFF;
            require(expected == (next() | next() << 8));
        }
        crc.reset();
        inflater.reset();
        inflater.setInput(buffer, at, end - at);
        inMember = true;
        return true;
    }

    private void endMember() throws IOException {
        at = end - inflater.getRemaining();
        int expected = (int) crc.getValue();
        int size = (int) inflater.getBytesWritten();
        require(expected == nextInt());
        require(size == nextInt());
        inMember = false;
        any = true;
    }

    private static void require(boolean holds) throws ZipException {
        if (!holds) {
            throw new ZipException("a member's check value is wrong");
        }
    }

    private int nextInt() throws IOException {
        return next() | next() << 8 | next() << 16 | next() << 24;
    }

    private int next() throws IOException {
        if (at == end && !fill()) {
            throw new EOFException("a member is cut");
        }
        int next = buffer[at++] & 0xFF;
        crc.update(next);
        return next;
    }

    private void skip(int bytes) throws IOException {
        for (int i = 0; i < bytes; i++) {
            next();
        }
    }

    private void skipText() throws IOException {
        while (next() != 0) {
            // up to its end
        }
    }

    private boolean fill() throws IOException {
        int count = packed.read(buffer, 0, buffer.length);
        at = 0;
        end = Math.max(0, count);
        return count > 0;
    }
}
