package io.streamwheel.testkit;

import io.streamwheel.event.CollectedEvent;
import io.streamwheel.event.EnrichedEvent;
import io.streamwheel.event.EventTypes;
import io.streamwheel.event.Interaction;
import io.streamwheel.event.ItemFacts;
import io.streamwheel.event.Payload;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** One event that a test describes once and takes in the form of any stage. */
public final class TestEvent {

    private static final JsonFactory JSON = new JsonFactory();

    private final String id;
    private String site = TestEvents.SITE;
    private String type = EventTypes.VIEW;
    private @Nullable String userId = "u1";
    private @Nullable String anonymousId;
    private @Nullable String itemId = "p1";
    private @Nullable String targetUserId;
    private @Nullable String title;
    private List<String> categories = List.of();
    private @Nullable Double value;
    private @Nullable Instant timestamp = TestEvents.AT;
    private Instant receivedAt = TestEvents.AT.plusSeconds(1);
    private long copyId = 1;

    TestEvent(String id) {
        this.id = id;
    }

    public TestEvent site(String slug) {
        site = slug;
        return this;
    }

    public TestEvent type(String word) {
        type = word;
        return this;
    }

    public TestEvent userId(@Nullable String user) {
        userId = user;
        return this;
    }

    public TestEvent anonymousId(@Nullable String anonymous) {
        anonymousId = anonymous;
        return this;
    }

    public TestEvent itemId(@Nullable String item) {
        itemId = item;
        return this;
    }

    public TestEvent targetUserId(@Nullable String user) {
        targetUserId = user;
        return this;
    }

    /** Facts about the item. */
    public TestEvent item(String withTitle, String... withCategories) {
        title = withTitle;
        categories = List.of(withCategories);
        return this;
    }

    public TestEvent value(@Nullable Double number) {
        value = number;
        return this;
    }

    /** The client's timestamp. */
    public TestEvent at(@Nullable Instant time) {
        timestamp = time;
        return this;
    }

    public TestEvent receivedAt(Instant time) {
        receivedAt = time;
        return this;
    }

    public TestEvent copyId(long number) {
        copyId = number;
        return this;
    }

    /** What a client posts to {@code /v1/events}. */
    public String json() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty("id", id);
            json.writeStringProperty("type", type);
            write(json, "userId", userId);
            write(json, "anonymousId", anonymousId);
            write(json, "itemId", itemId);
            write(json, "targetUserId", targetUserId);
            write(json, "timestamp", timestamp == null ? null : timestamp.toString());
            if (value != null) {
                json.writeNumberProperty("value", value);
            }
            if (title != null) {
                json.writeObjectPropertyStart("item");
                json.writeStringProperty("title", title);
                json.writeArrayPropertyStart("categories");
                categories.forEach(json::writeString);
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, String name, @Nullable String text) {
        if (text != null) {
            json.writeStringProperty(name, text);
        }
    }

    /** What the collector puts on the first queue. */
    public CollectedEvent collected() {
        return new CollectedEvent(site, id, copyId, receivedAt, null, Payload.of(json()));
    }

    /** What the transform stage puts on the second queue. */
    public EnrichedEvent enriched() {
        Instant originalAt = timestamp == null ? receivedAt : timestamp;
        return new EnrichedEvent(
                site,
                id,
                copyId,
                type,
                userId,
                anonymousId,
                originalAt,
                originalAt.isAfter(receivedAt) ? receivedAt : originalAt,
                receivedAt,
                null,
                null,
                targetUserId,
                itemId == null ? List.of() : List.of(new Interaction(0, type, itemId, value)),
                facts(),
                Payload.of(json()));
    }

    private List<ItemFacts> facts() {
        List<ItemFacts> facts = new ArrayList<>();
        if (itemId != null && title != null) {
            facts.add(new ItemFacts(itemId, title, categories, null, null, null, null));
        }
        return facts;
    }
}
