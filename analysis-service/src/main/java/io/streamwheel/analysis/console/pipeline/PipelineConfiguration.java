package io.streamwheel.analysis.console.pipeline;

import io.streamwheel.analysis.console.Figures;
import io.streamwheel.analysis.console.KnownSites;
import io.streamwheel.analysis.pipeline.PipelineMonitor;
import java.time.Clock;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Builds what the screen stands on. */
@Configuration(proxyBeanMethods = false)
class PipelineConfiguration {

    @Bean(initMethod = "start")
    Sampler pipelineSampler(PipelineMonitor pipeline, KnownSites sites, Clock clock) {
        return new Sampler(pipeline, sites, clock);
    }

    @Bean
    Diagnosis diagnosis(Figures figures) {
        return new Diagnosis(figures);
    }

    @Bean
    LinksInWords linksInWords(HealthIndicator linksHealthIndicator) {
        return new LinksInWords(linksHealthIndicator);
    }
}
