package io.streamwheel.analysis.pipeline;

import java.time.Duration;
import java.util.Map;

/**
 * The pipeline at one moment.
 *
 * @param waiting messages by queue; every queue is there
 * @param parked messages that wait for a newer program, by the queue they came from
 * @param oldest for how long the oldest message waits, by queue; absent where that is not known
 * @param consumers how many take from a queue, in all processes; absent where that is not known
 * @param lag how long the newest stored event was on its way; zero while nothing waits
 * @param brokerAnswers whether what is said of the queues is of this moment
 * @param databaseAnswers whether the totals are of this moment
 */
public record PipelineStatus(
        Map<String, Long> waiting,
        Map<String, Long> parked,
        Map<String, Duration> oldest,
        Map<String, Integer> consumers,
        Totals totals,
        Duration lag,
        boolean brokerAnswers,
        boolean databaseAnswers) {}
