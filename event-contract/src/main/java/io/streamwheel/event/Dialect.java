package io.streamwheel.event;

import org.jspecify.annotations.Nullable;

/** Whose words an event speaks: what the names in its payload mean. */
public enum Dialect {
    /** Ours. */
    NATIVE("native"),
    /** Segment's tracking API, which RudderStack speaks too. */
    SEGMENT("segment"),
    /** The Snowplow tracker protocol, one event of {@code payload_data}. */
    SNOWPLOW("snowplow"),
    /** A CloudEvent 1.0 in its structured JSON form, in whatever mode it came. */
    CLOUD_EVENTS("cloudevents");

    private final String slug;

    Dialect(String slug) {
        this.slug = slug;
    }

    /** As messages say it. */
    public String slug() {
        return slug;
    }

    /** The dialect of that slug; {@code null} when there is none. */
    public static @Nullable Dialect ofSlug(String slug) {
        for (Dialect each : values()) {
            if (each.slug.equals(slug)) {
                return each;
            }
        }
        return null;
    }
}
