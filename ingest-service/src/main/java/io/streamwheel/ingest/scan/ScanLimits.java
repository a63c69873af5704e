package io.streamwheel.ingest.scan;

/**
 * @param maxEvents events in a request
 * @param maxEventBytes bytes of one event
 * @param maxDepth levels of objects and arrays in one event, the event itself being the first
 */
public record ScanLimits(int maxEvents, int maxEventBytes, int maxDepth) {

    public ScanLimits {
        positive("maxEvents", maxEvents);
        positive("maxEventBytes", maxEventBytes);
        positive("maxDepth", maxDepth);
    }

    /** 500 events of 32 KiB, 16 levels. */
    public static ScanLimits defaults() {
        return new ScanLimits(500, 32 << 10, 16);
    }

    private static void positive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1: " + value);
        }
    }
}
