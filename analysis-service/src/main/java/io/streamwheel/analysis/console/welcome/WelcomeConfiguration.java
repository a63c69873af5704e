package io.streamwheel.analysis.console.welcome;

import io.streamwheel.analysis.console.Figures;
import io.streamwheel.analysis.model.BuildLog;
import io.streamwheel.analysis.model.ModelRegistry;
import io.streamwheel.analysis.pipeline.PipelineMonitor;
import io.streamwheel.analysis.recommend.ServedLists;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Builds what the screen stands on. */
@Configuration(proxyBeanMethods = false)
class WelcomeConfiguration {

    @Bean
    MilestoneTable milestoneTable(JdbcClient database) {
        return new MilestoneTable(database);
    }

    @Bean
    Progress welcomeProgress(
            PipelineMonitor pipeline,
            ModelRegistry models,
            BuildLog builds,
            ServedLists served,
            MilestoneTable milestones,
            Figures figures) {
        return new Progress(pipeline, models, builds, served, milestones, figures);
    }
}
