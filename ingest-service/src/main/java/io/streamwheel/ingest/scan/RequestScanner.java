package io.streamwheel.ingest.scan;

import io.streamwheel.ingest.problem.Problem;
import io.streamwheel.ingest.problem.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads the events of a body without building them. JSON by RFC 8259 to the letter, in UTF-8, each
 * name once per object. Stateless.
 */
public final class RequestScanner {

    private static final int WRAPPING_LEVELS = 2;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final ScanLimits limits;
    private final JsonFactory json;

    public RequestScanner(ScanLimits limits) {
        this.limits = limits;
        json =
                JsonFactory.builder()
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        // UTF-8 only; and a stranger's names are not worth keeping for ever.
                        .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
                        .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
                        .streamReadConstraints(
                                StreamReadConstraints.builder()
                                        .maxNestingDepth(limits.maxDepth() + WRAPPING_LEVELS + 1)
                                        .build())
                        .build();
    }

    /**
     * Reads a whole body.
     *
     * @throws RefusedException when it is not readable as a whole, or over a limit. A broken line
     *     of {@link BodyFormat#LINES} is only an {@link Candidate.Unreadable}
     */
    public Scan scan(Body body, BodyFormat format) {
        return format == BodyFormat.LINES
                ? lines(body, firstByte(body))
                : scan(body, Layout.NATIVE);
    }

    /**
     * Reads a whole body that is one document.
     *
     * @throws RefusedException when it is not readable as a whole, or over a limit
     */
    public Scan scan(Body body, Layout layout) {
        return read(
                body.bytes(), firstByte(body), body.length(), layout, DocumentScanner::document);
    }

    /**
     * Reads a body that is somebody's data and no event.
     *
     * @throws RefusedException it is not one JSON value, or nested too deeply
     */
    public void checkJson(Body body) {
        read(body.bytes(), 0, body.length(), Layout.NATIVE, DocumentScanner::value);
    }

    private static int firstByte(Body body) {
        return startsWithByteOrderMark(body) ? BYTE_ORDER_MARK.length : 0;
    }

    private Scan lines(Body body, int from) {
        List<Candidate> entries = new ArrayList<>();
        byte[] bytes = body.bytes();
        int start = from;
        while (start < body.length()) {
            int end = start;
            boolean blank = true;
            while (end < body.length() && bytes[end] != '\n') {
                blank &= bytes[end] == ' ' || bytes[end] == '\t' || bytes[end] == '\r';
                end++;
            }
            if (!blank) {
                if (entries.size() == limits.maxEvents()) {
                    throw DocumentScanner.tooMany(limits);
                }
                entries.add(line(bytes, start, end));
            }
            start = end + 1;
        }
        if (entries.isEmpty()) {
            throw new RefusedException(Problem.NO_EVENTS, "the body is empty");
        }
        return new Scan(entries, null, null, Map.of());
    }

    private Candidate line(byte[] bytes, int from, int to) {
        try {
            return read(bytes, from, to, Layout.NATIVE, DocumentScanner::line);
        } catch (RefusedException e) {
            return new Candidate.Unreadable(new Violation(e.problem().slug(), "", e.detail()));
        }
    }

    private interface Reading<T> {
        T read(DocumentScanner scanner);
    }

    private <T> T read(byte[] bytes, int from, int to, Layout layout, Reading<T> reading) {
        int malformed = Utf8.firstMalformed(bytes, from, to);
        if (malformed >= 0) {
            throw new RefusedException(
                    Problem.INVALID_UTF8, "no UTF-8 character at byte " + malformed);
        }
        try (JsonParser parser =
                json.createParser(ObjectReadContext.empty(), bytes, from, to - from)) {
            return reading.read(new DocumentScanner(parser, bytes, from, limits, layout));
        } catch (StreamConstraintsException e) {
            throw e.getOriginalMessage().contains("nesting")
                    ? new RefusedException(
                            Problem.TOO_DEEP,
                            "an event has more than " + limits.maxDepth() + " levels")
                    : new RefusedException(
                            Problem.MALFORMED_JSON, "a name or a number is too long" + at(from, e));
        } catch (JacksonException e) {
            boolean twice = e.getOriginalMessage().startsWith("Duplicate");
            throw new RefusedException(
                    Problem.MALFORMED_JSON,
                    (twice ? "a name stands twice in one object" : "not JSON") + at(from, e));
        }
    }

    private static String at(int from, JacksonException e) {
        return e.getLocation() == null
                ? ""
                : ", near byte " + (from + Math.max(0, e.getLocation().getByteOffset()));
    }

    private static boolean startsWithByteOrderMark(Body body) {
        if (body.length() < BYTE_ORDER_MARK.length) {
            return false;
        }
        for (int i = 0; i < BYTE_ORDER_MARK.length; i++) {
            if (body.bytes()[i] != BYTE_ORDER_MARK[i]) {
                return false;
            }
        }
        return true;
    }
}
