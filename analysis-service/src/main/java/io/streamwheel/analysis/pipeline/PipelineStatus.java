package io.streamwheel.analysis.pipeline;

import java.time.Duration;
import java.util.Map;

/**
 * The pipeline at one moment.
 *
 * @param waiting messages by queue; every queue is there
 * @param lag how long the newest stored event was on its way; zero while nothing waits
 */
public record PipelineStatus(Map<String, Long> waiting, Totals totals, Duration lag) {}
