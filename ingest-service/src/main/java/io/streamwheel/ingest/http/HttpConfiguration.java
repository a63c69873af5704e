package io.streamwheel.ingest.http;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.streamwheel.ingest.collect.Admission;
import io.streamwheel.ingest.collect.CollectorMetrics;
import io.streamwheel.ingest.collect.EventCollector;
import io.streamwheel.ingest.collect.KeyLimit;
import io.streamwheel.ingest.key.Gatekeeper;
import io.streamwheel.ingest.key.KeyRingSource;
import io.streamwheel.ingest.metrics.MicrometerCollectorMetrics;
import io.streamwheel.ingest.problem.Problem;
import io.streamwheel.ingest.problem.RefusedException;
import io.streamwheel.ingest.publish.EnvelopeChannel;
import io.streamwheel.ingest.publish.GroupCommitPublisher;
import io.streamwheel.ingest.scan.RequestScanner;
import java.time.Clock;
import java.util.List;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.web.filter.CompositeFilter;

/**
 * Puts the collector together, from the key source and the channel that the other adapters give.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({CollectorSettings.class, RateLimits.Settings.class})
@Import({
    ProblemAdvice.class,
    ErrorEndpoint.class,
    EventsEndpoint.class,
    SegmentEndpoint.class,
    SegmentSettingsEndpoint.class,
    SnowplowEndpoint.class,
    CloudEventsEndpoint.class,
    TagEndpoint.class,
    OpenApiEndpoint.class
})
class HttpConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    CollectorMetrics collectorMetrics(MeterRegistry registry) {
        return new MicrometerCollectorMetrics(registry);
    }

    @Bean(destroyMethod = "close")
    GroupCommitPublisher groupCommitPublisher(
            EnvelopeChannel channel, CollectorSettings settings, MeterRegistry registry) {
        var publisher = new GroupCommitPublisher(channel, settings.publish().groupCommit());
        Gauge.builder("streamwheel.ingest.waiting", publisher, GroupCommitPublisher::waitingEvents)
                .description("Events taken whose confirm is not there yet")
                .register(registry);
        Gauge.builder("streamwheel.ingest.envelopes", publisher, GroupCommitPublisher::envelopes)
                .description("Envelopes sent since the start")
                .register(registry);
        return publisher;
    }

    @Bean
    Gatekeeper gatekeeper(KeyRingSource keys) {
        return new Gatekeeper(keys);
    }

    @Bean
    KeyLimit keyLimit(RateLimits.Settings settings) {
        RateLimits limits = new RateLimits(settings.eventsPerKey());
        return (key, events) -> {
            if (limits.areOff()) {
                return;
            }
            RateLimits.Verdict verdict = limits.take(key, events);
            if (!verdict.allowed()) {
                throw new RefusedException(
                        Problem.TOO_MANY_REQUESTS,
                        "too many events with one key, send them again later",
                        verdict.retryAfterSeconds());
            }
        };
    }

    @Bean
    RequestScanner requestScanner(CollectorSettings settings) {
        return new RequestScanner(settings.scanLimits());
    }

    @Bean
    Admission admission(CollectorSettings settings, MeterRegistry registry) {
        var admission = settings.admission().admission();
        Gauge.builder("streamwheel.ingest.admission.waiting", admission, Admission::waiting)
                .description("Requests that wait for room")
                .register(registry);
        return admission;
    }

    @Bean
    EventCollector eventCollector(
            Gatekeeper gatekeeper,
            Admission admission,
            KeyLimit limit,
            GroupCommitPublisher publisher,
            CollectorMetrics metrics,
            Clock clock,
            CollectorSettings settings) {
        return new EventCollector(
                gatekeeper,
                admission,
                limit,
                publisher,
                metrics,
                clock,
                settings.publish().timeout());
    }

    @Bean
    Intake intake(
            EventCollector collector,
            CollectorSettings settings,
            CollectorMetrics metrics,
            Clock clock) {
        return new Intake(
                collector,
                new BodyLimits(
                        Math.toIntExact(settings.maxRequestSize().toBytes()),
                        Math.toIntExact(settings.maxUnpackedSize().toBytes()),
                        settings.bodyTimeout()),
                new BodyMemory(settings.bodyMemory().toBytes()),
                metrics,
                clock);
    }

    /**
     * Before every other filter. The front door is the first, so that pages may read all answers.
     */
    @Bean
    FilterRegistrationBean<CompositeFilter> door(
            RateLimits.Settings settings,
            CollectorMetrics metrics,
            EventsEndpoint events,
            ProblemAdvice advice) {
        CompositeFilter door = new CompositeFilter();
        door.setFilters(
                List.of(
                        new FrontDoor(),
                        new AddressLimit(new RateLimits(settings.requestsPerAddress()), metrics),
                        new ShortWay(events, advice)));
        var registration = new FilterRegistrationBean<>(door);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemReports() {
        return factory ->
                factory.addContextCustomizers(context -> {
                    StandardHost host = (StandardHost) context.getParent();
                    host.setErrorReportValveClass("");
                    host.getPipeline().addValve(new ProblemReportValve());
                });
    }
}
