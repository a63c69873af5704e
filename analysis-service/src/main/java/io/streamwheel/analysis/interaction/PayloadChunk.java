package io.streamwheel.analysis.interaction;

import io.streamwheel.event.Payload;
import java.util.ArrayList;
import java.util.List;

/**
 * Events whose payloads share a row: enough of them for PostgreSQL to find what they have in
 * common, and no more than are read quickly for the sake of one.
 */
record PayloadChunk(List<NewEvent> events) {

    static final int MOST_EVENTS = 64;

    /** Of payloads; a larger one is alone. */
    static final int MOST_BYTES = 64 * 1024;

    /** In the order of the events. */
    static List<PayloadChunk> cut(List<NewEvent> events) {
        List<PayloadChunk> chunks = new ArrayList<>(events.size() / MOST_EVENTS + 1);
        int start = 0;
        int bytes = 0;
        for (int i = 0; i < events.size(); i++) {
            int size = events.get(i).event().payload().size();
            if (i > start && (i - start == MOST_EVENTS || bytes + size > MOST_BYTES)) {
                chunks.add(new PayloadChunk(events.subList(start, i)));
                start = i;
                bytes = 0;
            }
            bytes += size;
        }
        if (start < events.size()) {
            chunks.add(new PayloadChunk(events.subList(start, events.size())));
        }
        return chunks;
    }

    List<Payload> payloads() {
        return events.stream().map(each -> each.event().payload()).toList();
    }

    /** Bytes of all payloads. */
    int size() {
        return events.stream().mapToInt(each -> each.event().payload().size()).sum();
    }
}
