package io.streamwheel.benchmarks.key;

import java.time.LocalDate;

/**
 * One way to make an event count once. All of them store the same row and take the same four arrays
 * (hash of the id, time-prefixed key, event id, original timestamp); they differ in what is unique.
 */
interface KeyDesign {

    /** A word that is also the prefix of its tables. */
    String name();

    /** Tables and indexes, with a partition for each day where the design wants one. */
    String schema(LocalDate firstDay, LocalDate lastDay);

    /** Events {@code firstEvent} (inclusive) to {@code endEvent} (exclusive), received that day. */
    String history(LocalDate day, long firstEvent, long endEvent);

    /** Inserts what is new in a batch received that day; the update count is how many were. */
    String insert(LocalDate today);
}
