package io.streamwheel.benchmarks.stack;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Requests with events that were composed beforehand, so that whoever offers more than a service
 * can take leaves it the processors. Each event has an id that no other has.
 */
public final class PreparedRequests implements Supplier<byte[]> {

    private static final int TEMPLATES = 256;
    private static final int RADIX = 10;

    private final List<Template> templates = new ArrayList<>();
    private final AtomicLong number = new AtomicLong();

    /** A request, and where the number of each of its events ends. */
    private record Template(byte[] bytes, int[] ends) {}

    /**
     * Takes some requests as its templates.
     *
     * @param run the beginning of the ids of the events in them
     */
    public PreparedRequests(Supplier<byte[]> requests, String run) {
        Pattern id =
                Pattern.compile(
                        "\"id\":\"%s-\\d{%d}".formatted(Pattern.quote(run), EventRequests.DIGITS));
        for (int i = 0; i < TEMPLATES; i++) {
            byte[] request = requests.get();
            String text = new String(request, StandardCharsets.ISO_8859_1); // a char for each byte
            int[] ends = id.matcher(text).results().mapToInt(found -> found.end()).toArray();
            if (ends.length == 0) {
                throw new IllegalArgumentException("no event of run " + run + ": " + text);
            }
            templates.add(new Template(request, ends));
        }
    }

    @Override
    public byte[] get() {
        Template template = templates.get(ThreadLocalRandom.current().nextInt(TEMPLATES));
        byte[] request = template.bytes.clone();
        long next = number.getAndAdd(template.ends.length);
        for (int end : template.ends) {
            write(++next, request, end);
        }
        return request;
    }

    private static void write(long value, byte[] request, int end) {
        long rest = value;
        for (int i = end - 1; i >= end - EventRequests.DIGITS; i--) {
            request[i] = (byte) ('0' + rest % RADIX);
            rest /= RADIX;
        }
    }
}
