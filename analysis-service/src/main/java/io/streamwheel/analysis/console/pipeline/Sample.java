package io.streamwheel.analysis.console.pipeline;

import io.streamwheel.analysis.pipeline.PipelineStatus;
import java.time.Instant;

/** The pipeline at one moment, as {@code GET /v1/pipeline} would have told it. */
record Sample(Instant at, PipelineStatus status) {}
