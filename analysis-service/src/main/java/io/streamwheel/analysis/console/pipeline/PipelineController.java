package io.streamwheel.analysis.console.pipeline;

import io.streamwheel.analysis.console.ConsoleSite;
import io.streamwheel.analysis.console.LiveStreams;
import io.streamwheel.analysis.pipeline.PipelineStatus;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** {@code /console/pipeline}: the flow as it is, and as it was in the last hour. */
@Controller
final class PipelineController {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private final Sampler sampler;
    private final Diagnosis diagnosis;
    private final LiveStreams streams;
    private final Supplier<String> links;

    /**
     * @param links why this process does not take from its queues; empty when it does
     */
    PipelineController(
            Sampler sampler, Diagnosis diagnosis, LiveStreams streams, LinksInWords links) {
        this.sampler = sampler;
        this.diagnosis = diagnosis;
        this.streams = streams;
        this.links = links;
    }

    @GetMapping("/console/pipeline")
    String page() {
        return "pipeline/page";
    }

    @GetMapping("/console/pipeline/flow")
    String flow(ConsoleSite site, Model model) {
        model.addAttribute("flow", flowOf(sampler.of(site.id())));
        return "pipeline/flow :: flow";
    }

    @GetMapping("/console/pipeline/curves")
    @ResponseBody
    Curves curves(ConsoleSite site) {
        return sampler.of(site.id()).curves();
    }

    /** Sends {@code sample}, the newest row of the curves, whenever there is one. */
    @GetMapping("/console/pipeline/stream")
    SseEmitter stream(ConsoleSite site) {
        return streams.open(reader -> {
            Optional<Sample> last = Optional.empty();
            while (true) {
                Samples samples = sampler.of(site.id());
                Optional<Sample> now = samples.newest();
                if (!now.equals(last)) {
                    reader.send(SseEmitter.event().name("sample").data(samples.newestRow()));
                    last = now;
                }
                Thread.sleep(BETWEEN_LOOKS);
            }
        });
    }

    private Flow flowOf(Samples samples) {
        PipelineStatus status =
                samples.newest().map(Sample::status).orElseThrow(IllegalStateException::new);
        List<Trouble> troubles = diagnosis.of(status, links.get());
        Map<String, Flow.Queue> queues = new LinkedHashMap<>();
        status.waiting()
                .forEach((name, waiting) ->
                        queues.put(
                                name,
                                new Flow.Queue(
                                        name,
                                        waiting,
                                        status.parked().getOrDefault(name, 0L),
                                        status.consumers().get(name),
                                        status.oldest().get(name),
                                        Flow.state(troubles, name))));
        return new Flow(status, samples.rates(), queues, troubles);
    }
}
