package io.streamwheel.testkit;

import java.time.Instant;

/** The fixtures of every test: valid events, to be changed where a test is about something else. */
public final class TestEvents {

    /** The site of every fixture. */
    public static final String SITE = "demo";

    /** When fixtures happen, until told otherwise. */
    public static final Instant AT = Instant.parse("2026-11-22T08:50:52.329Z");

    private TestEvents() {}

    /** A {@code view} of item {@code p1} by user {@code u1}. */
    public static TestEvent event(String id) {
        return new TestEvent(id);
    }

    /** User {@code userId} views item {@code itemId}. */
    public static TestEvent view(String id, String userId, String itemId) {
        return event(id).userId(userId).itemId(itemId);
    }

    /** User {@code userId} buys item {@code itemId}. */
    public static TestEvent purchase(String id, String userId, String itemId) {
        return view(id, userId, itemId).type("purchase").value(9.5);
    }
}
