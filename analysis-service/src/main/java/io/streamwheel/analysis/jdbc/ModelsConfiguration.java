package io.streamwheel.analysis.jdbc;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.streamwheel.analysis.model.AutomaticBuilds;
import io.streamwheel.analysis.model.BuildLog;
import io.streamwheel.analysis.model.Candidates;
import io.streamwheel.analysis.model.ModelBuilds;
import io.streamwheel.analysis.model.ModelRegistry;
import io.streamwheel.analysis.model.ModelStore;
import io.streamwheel.analysis.model.TrainingReader;
import io.streamwheel.analysis.people.PeopleGraphs;
import io.streamwheel.analysis.session.SessionIndexes;
import io.streamwheel.analysis.site.SiteId;
import io.streamwheel.analysis.site.Sites;
import java.time.Clock;
import java.time.Duration;
import java.util.function.ToLongFunction;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import tools.jackson.databind.json.JsonMapper;

/** Builds what trains, publishes and loads models. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ModelProperties.class)
class ModelsConfiguration {

    private static final String STORED_EVENTS =
            """
            SELECT coalesce(sum(total), 0)::bigint FROM pipeline_total WHERE site_id = ? AND fate = 'stored'
            """;

    @Bean
    BuildLog buildLog(JdbcClient jdbc) {
        return new JdbcBuildLog(jdbc, JsonMapper.shared());
    }

    @Bean
    ModelStore modelStore(
            DataSource source, PlatformTransactionManager transactions, BuildLog builds) {
        return new JdbcModelStore(source, transactions, builds);
    }

    @Bean
    ModelRegistry modelRegistry(ModelStore store, Clock clock, MeterRegistry meters) {
        ModelRegistry registry = new ModelRegistry(store, clock);
        Gauge.builder("streamwheel.analysis.models.refused", registry, ModelRegistry::refusedModels)
                .description("Sites whose current model is not whole and not served")
                .register(meters);
        return registry;
    }

    @Bean
    ModelBuilds modelBuilds(
            DataSource source,
            PlatformTransactionManager transactions,
            JdbcClient jdbc,
            BuildLog builds,
            ModelStore store,
            ModelRegistry registry,
            PeopleGraphs people,
            SessionIndexes sessions,
            ModelProperties properties,
            Clock clock) {
        TrainingReader reader =
                new JdbcTrainingReader(
                        source, transactions, properties.weights(), properties.maxPairWeight());
        return new ModelBuilds(
                builds,
                site -> {
                    // First, so that what they need is out of memory when items are trained.
                    people.learn(site);
                    sessions.readNow(site);
                    return reader.read(site);
                },
                new Candidates(properties.methods().all(), properties.settings()),
                store,
                registry,
                storedEvents(jdbc),
                properties.settings(),
                clock);
    }

    @Bean
    AutomaticBuilds automaticBuilds(
            BuildLog builds,
            ModelBuilds running,
            JdbcClient jdbc,
            ModelProperties properties,
            Clock clock) {
        return new AutomaticBuilds(
                site -> builds.newest(site, 1).stream().findFirst(),
                running::start,
                storedEvents(jdbc),
                properties.automaticSettings(),
                clock);
    }

    @Bean
    BuildTimer buildTimer(
            DataSource source, ModelProperties properties, AutomaticBuilds builds, Sites sites) {
        return new BuildTimer(
                source,
                properties.automatic().every(),
                () -> sites.all().forEach(builds::considerOnSchedule));
    }

    @Bean
    Following automaticBuildFollowing(
            ModelProperties properties, AutomaticBuilds builds, BuildTimer timer) {
        return new Following(
                "automatic-builds",
                Duration.ofSeconds(2),
                () -> {
                    if (properties.automatic().enabled()) {
                        timer.ensureStarted();
                        builds.considerTouched();
                    }
                });
    }

    private static ToLongFunction<SiteId> storedEvents(JdbcClient jdbc) {
        return site -> jdbc.sql(STORED_EVENTS).param(site.value()).query(Long.class).single();
    }
}
