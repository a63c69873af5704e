package io.streamwheel.standalone.demo;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * Opens the shop: posts what the simulated visitors did, waits until the pipeline has stored it,
 * and has a model built. What an earlier start did already is not done again.
 */
final class Opening {

    private static final int BATCH = 200;
    private static final int REPORT_EVERY = 4_000;
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Api api;
    private final Consumer<String> progress;

    Opening(Api api, Consumer<String> progress) {
        this.api = api;
        this.progress = progress;
    }

    /**
     * @param events all events, the same at every start, the newest last
     */
    void open(List<DemoEvent> events) throws IOException, InterruptedException {
        String newest = events.getLast().id();
        if (newest == null) {
            throw new IllegalArgumentException("an event of the shop must have an id");
        }
        if (isKnown(newest)) {
            progress.accept("the shop is filled already: " + events.size() + " events");
        } else {
            fill(events);
        }
        awaitStored(newest);
        Instant complete = storedAt(newest);
        if (!isBuiltSince(complete)) {
            build(complete);
        }
    }

    private boolean isKnown(String eventId) throws IOException, InterruptedException {
        return api.get("/v1/events/" + Api.segment(eventId)).isPresent();
    }

    /** In order, so that the newest event is there only if all others are. */
    private void fill(List<DemoEvent> events) throws IOException, InterruptedException {
        for (int from = 0; from < events.size(); from += BATCH) {
            if (from % REPORT_EVERY == 0) {
                progress.accept("posting %,d of %,d events".formatted(from, events.size()));
            }
            api.collect(events.subList(from, Math.min(from + BATCH, events.size())));
        }
        progress.accept("posted %,d events".formatted(events.size()));
    }

    /** Until the newest event is there and nothing before it waits or moves. */
    private void awaitStored(String newest) throws IOException, InterruptedException {
        Deadline deadline = new Deadline("the pipeline to store the demo's events");
        String before = "";
        for (int poll = 0; ; poll++) {
            JsonNode pipeline =
                    api.get("/v1/pipeline").orElseThrow(() -> new IOException("no /v1/pipeline"));
            long waiting = 0;
            for (JsonNode queue : pipeline.path("queues")) {
                waiting += queue.path("messages").asLong(0);
            }
            String totals = pipeline.path("totals").toString();
            if (waiting == 0 && totals.equals(before) && isKnown(newest)) {
                return;
            }
            if (poll % 8 == 2) {
                progress.accept(
                        "waiting for the pipeline: %,d events stored"
                                .formatted(pipeline.path("totals").path("stored").asLong(0)));
            }
            before = totals;
            deadline.pause();
        }
    }

    private Instant storedAt(String eventId) throws IOException, InterruptedException {
        return api.get("/v1/events/" + Api.segment(eventId))
                .map(event -> Instant.parse(event.path("storedAt").asString()))
                .orElseThrow(() -> new IOException("event " + eventId + " is gone"));
    }

    private boolean isBuiltSince(Instant complete) throws IOException, InterruptedException {
        return api.get("/v1/models/builds").stream()
                .flatMap(builds -> builds.path("items").valueStream())
                .filter(build -> build.path("state").asString("").equals("succeeded"))
                .anyMatch(build -> knowsAll(build, complete));
    }

    /** A build that began before all events were stored does not count: a second follows. */
    private void build(Instant complete) throws IOException, InterruptedException {
        Deadline deadline = new Deadline("the first model");
        while (true) {
            String id = api.post("/v1/models/builds").path("id").asString();
            JsonNode build = awaitBuild(id, deadline);
            if (build.path("state").asString("").equals("failed")) {
                throw new IOException("build " + id + " failed: " + build.path("reason"));
            }
            if (knowsAll(build, complete)) {
                return;
            }
        }
    }

    private static boolean knowsAll(JsonNode build, Instant complete) {
        return !Instant.parse(build.path("startedAt").asString()).isBefore(complete);
    }

    private JsonNode awaitBuild(String id, Deadline deadline)
            throws IOException, InterruptedException {
        String told = "";
        while (true) {
            JsonNode build =
                    api.get("/v1/models/builds/" + Api.segment(id))
                            .orElseThrow(() -> new IOException("no build " + id));
            if (!build.path("state").asString("").equals("running")) {
                return build;
            }
            String now =
                    "building the first model %d %%"
                            .formatted(Math.round(100 * build.path("progress").asDouble(0)));
            if (!now.equals(told)) {
                progress.accept(now);
                told = now;
            }
            deadline.pause();
        }
    }

    /** A wait that ends. */
    private static final class Deadline {
        private final String what;
        private final long end = System.nanoTime() + PATIENCE.toNanos();

        Deadline(String what) {
            this.what = what;
        }

        void pause() throws IOException, InterruptedException {
            if (System.nanoTime() > end) {
                throw new IOException("waited " + PATIENCE.toMinutes() + " minutes for " + what);
            }
            Thread.sleep(POLL);
        }
    }
}
