package io.streamwheel.analysis.console.pipeline;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** {@code GET /console/pipeline}. */
@Controller
final class PipelineController {

    @GetMapping("/console/pipeline")
    String page() {
        return "pipeline/page";
    }
}
