package io.streamwheel.benchmarks.compare;

import org.jspecify.annotations.Nullable;

/**
 * All that is measured: peers and context first, then the product's figures with the peer that each
 * is divided by, round by round, and the bar.
 */
enum Line {
    PERFTEST_CONFIRMED("PerfTest: messages/s confirmed"),
    PERFTEST_CONSUMED("PerfTest: messages/s consumed"),
    PERFTEST_P99("PerfTest at 1,000/s: confirm p99, ms"),
    ECHO("bare echo: POSTs/s"),
    COPY_ALL("`COPY` of all rows: events/s"),
    COPY_EVENTS("`COPY` of the event rows alone: events/s"),
    HELLO("bare hello: GETs/s"),
    HELLO_P99("bare hello: p99, ms"),
    PGBENCH("`pgbench -S`: transactions/s"),
    RAW("raw JSON of an event, bytes"),
    DOOR_P50("door, batches: p50, ms"),
    DOOR_P99("door, batches: p99, ms"),
    SINGLE_P99("door, single events, closed loop: p99, ms"),
    LATENCY_P50("door at 1,000 single events/s: p50, ms"),
    OVERLOAD_DUE("overload, open loop: events/s due"),
    OVERLOAD_ANSWERED("overload: events/s answered"),
    OVERLOAD_REFUSED("overload: share of the requests refused"),
    START_INGEST("ingest: start to ready without an AOT cache, s"),
    START_TRANSFORM("transform: start to ready without an AOT cache, s"),
    START_ANALYSIS("analysis: start to ready without an AOT cache, s"),

    DOOR("events/s confirmed at the door, batches", PERFTEST_CONFIRMED, Bar.least(3, 6)),
    SINGLE("single-event POSTs/s confirmed", ECHO, Bar.least(0.5, 0.7)),
    STORED("events/s from HTTP to committed row", PERFTEST_CONSUMED, Bar.least(1, 1.6)),
    STORED_ALONE("events/s from HTTP to committed row", Bar.least(20_000, 30_000)),
    WRITER("analysis' writer: events/s", COPY_ALL, Bar.least(0.7, 0.85)),
    WRITER_AND_EVENTS("analysis' writer: events/s", COPY_EVENTS, null),
    WRITER_DUPLICATES("analysis' writer, 30 % duplicates: events/s", WRITER, Bar.least(0.95)),
    VISIBLE_P50("POST to visible at 1,000 events/s: p50, ms", Bar.most(150)),
    VISIBLE_P99("POST to visible at 1,000 events/s: p99, ms", Bar.most(500, 250)),
    LATENCY_P99("door at 1,000 single events/s: p99, ms", PERFTEST_P99, Bar.most(1.5).allowing(2)),
    OVERLOAD("overload: events/s accepted", DOOR, Bar.least(0.9)),
    OVERLOAD_P99("overload: p99 of the accepted, ms", DOOR_P99, Bar.most(3)),
    LISTS("personal lists: GETs/s", HELLO, Bar.least(0.75)),
    LISTS_P99("personal lists: p99, ms", HELLO_P99, Bar.most(1.5)),
    DISK("stored event with indexes, bytes on disk", RAW, Bar.most(1.3)),
    MEMORY_INGEST("ingest under load: resident MB", Bar.most(260)),
    MEMORY_TRANSFORM("transform under load: resident MB", Bar.most(280)),
    MEMORY_ANALYSIS("analysis under load: resident MB", Bar.most(420));

    private final String title;
    private final @Nullable Line peer;
    private final @Nullable Bar bar;

    Line(String title) {
        this(title, null, null);
    }

    Line(String title, Bar bar) {
        this(title, null, bar);
    }

    Line(String title, @Nullable Line peer, @Nullable Bar bar) {
        this.title = title;
        this.peer = peer;
        this.bar = bar;
    }

    String title() {
        return title;
    }

    @Nullable Line peer() {
        return peer;
    }

    @Nullable Bar bar() {
        return bar;
    }

    /** Whether there is something to be held against, be it for context. */
    boolean isCompared() {
        return peer != null || bar != null;
    }
}
