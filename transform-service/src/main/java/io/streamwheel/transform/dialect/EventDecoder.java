package io.streamwheel.transform.dialect;

import io.streamwheel.event.CollectedEvent;
import io.streamwheel.transform.failed.UnusableEventException;

/** Reads an event in the dialect that it came in. */
public final class EventDecoder {

    private final SegmentDecoder segment;
    private final SnowplowDecoder snowplow;
    private final CloudEventDecoder cloudEvents;

    /**
     * @param names what the names of track calls mean
     */
    public EventDecoder(EventNames names) {
        segment = new SegmentDecoder(names);
        snowplow = new SnowplowDecoder();
        cloudEvents = new CloudEventDecoder(names);
    }

    /**
     * What the event says.
     *
     * @throws UnusableEventException it cannot be read, or breaks a rule of its dialect
     */
    public DecodedEvent decode(CollectedEvent event) throws UnusableEventException {
        return switch (event.dialect()) {
            case NATIVE -> NativeEventReader.read(event.payload());
            case SEGMENT -> segment.decode(event);
            case SNOWPLOW -> snowplow.decode(event);
            case CLOUD_EVENTS -> cloudEvents.decode(event);
        };
    }
}
