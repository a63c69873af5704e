package io.streamwheel.analysis.console.pipeline;

import io.streamwheel.analysis.console.Figures;
import io.streamwheel.analysis.pipeline.PipelineStatus;
import io.streamwheel.event.Queues;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Says in words what is wrong with the pipeline. */
final class Diagnosis {

    static final String STORE = "store";
    static final String TABLES = "tables";

    private static final Duration TOO_OLD = Duration.ofMinutes(1);

    private static final Map<String, String> TAKERS =
            Map.of(
                    Queues.COLLECTED, "transform",
                    Queues.ENRICHED, "analysis",
                    Queues.FAILED, "analysis");

    private final Figures figures;

    Diagnosis(Figures figures) {
        this.figures = figures;
    }

    /**
     * @param links why this process does not take from its queues; empty when it does
     */
    List<Trouble> of(PipelineStatus status, String links) {
        List<Trouble> troubles = new ArrayList<>();
        if (!status.brokerAnswers()) {
            troubles.add(
                    new Trouble(
                            Queues.COLLECTED,
                            true,
                            "The broker does not answer. What stands at the queues is the last that"
                                    + " was known; ingest answers 503, and sites send again."));
        }
        if (!status.databaseAnswers()) {
            troubles.add(
                    new Trouble(
                            TABLES,
                            true,
                            "The database does not answer. The totals are the last that were known;"
                                    + " events wait in the queues and none is lost."));
        }
        if (!links.isEmpty()) {
            troubles.add(
                    new Trouble(STORE, true, "Analysis does not take from its queues: " + links));
        }
        status.waiting().keySet().forEach(queue -> addOfQueue(troubles, status, queue));
        return List.copyOf(troubles);
    }

    private void addOfQueue(List<Trouble> troubles, PipelineStatus status, String queue) {
        long waiting = status.waiting().getOrDefault(queue, 0L);
        Integer consumers = status.consumers().get(queue);
        if (status.brokerAnswers() && consumers != null && consumers == 0) {
            troubles.add(
                    new Trouble(
                            queue,
                            true,
                            "No %s is connected: nobody takes from %s, where %s wait."
                                    .formatted(TAKERS.get(queue), queue, figures.count(waiting))));
        }
        Duration oldest = status.oldest().get(queue);
        if (oldest != null && oldest.compareTo(TOO_OLD) > 0) {
            troubles.add(
                    new Trouble(
                            queue,
                            true,
                            "The oldest message of %s has waited for %s."
                                    .formatted(queue, figures.duration(oldest))));
        }
        long parked = status.parked().getOrDefault(queue, 0L);
        if (parked > 0) {
            troubles.add(
                    new Trouble(
                            queue,
                            false,
                            "%s messages are parked beside %s until a newer %s reads them."
                                    .formatted(figures.count(parked), queue, TAKERS.get(queue))));
        }
    }
}
