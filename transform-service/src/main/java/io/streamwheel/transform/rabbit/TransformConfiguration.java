package io.streamwheel.transform.rabbit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.streamwheel.event.Queues;
import io.streamwheel.transform.deduplication.DuplicateSieve;
import io.streamwheel.transform.dialect.EventDecoder;
import io.streamwheel.transform.dialect.EventNames;
import io.streamwheel.transform.micrometer.MicrometerTransformMetrics;
import io.streamwheel.transform.pipeline.EnvelopeLimits;
import io.streamwheel.transform.pipeline.TransformMetrics;
import io.streamwheel.transform.pipeline.TransformPipeline;
import io.streamwheel.transport.Broker;
import io.streamwheel.transport.Circuit;
import io.streamwheel.transport.ConfirmedPublisher;
import io.streamwheel.transport.ConsumerSettings;
import io.streamwheel.transport.Ending;
import io.streamwheel.transport.ParkedMessages;
import io.streamwheel.transport.PublisherSettings;
import io.streamwheel.transport.QueueConsumer;
import io.streamwheel.transport.Topology;
import io.streamwheel.transport.micrometer.MicrometerLinkMetrics;
import java.time.Clock;
import java.time.Duration;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Builds the stage between its two links. The consumer needs the pipeline, which needs the
 * publisher, so they start in the order of the data and end against it: no batch is in hand when
 * the publisher closes.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TransformSettings.class)
class TransformConfiguration {

    /** A batch may have a window in flight, and one message that is larger than a window. */
    private static final long BYTES_PER_BATCH = 2 * TransformPipeline.WINDOW_BYTES;

    private static final Duration MAX_ENDING = Duration.ofSeconds(6);

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    /** Spring Boot reads {@code spring.rabbitmq.*}; its own connections are not used. */
    @Bean
    Broker broker(CachingConnectionFactory connections) {
        return new Broker(connections.getRabbitConnectionFactory(), "transform");
    }

    @Bean
    Topology topology() {
        return Topology.of(
                Queues.COLLECTED, Queues.ENRICHED, Queues.FAILED, Queues.parked(Queues.COLLECTED));
    }

    @Bean
    MicrometerLinkMetrics linkMetrics(MeterRegistry registry, Clock clock) {
        return new MicrometerLinkMetrics(registry, clock);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    ConfirmedPublisher publisher(
            Broker broker,
            Topology topology,
            TransformSettings settings,
            MicrometerLinkMetrics metrics) {
        ConfirmedPublisher publisher =
                new ConfirmedPublisher(
                        broker,
                        topology,
                        new PublisherSettings(
                                TransformPipeline.WINDOW * settings.concurrency()
                                        + ParkedMessages.WINDOW,
                                BYTES_PER_BATCH * (settings.concurrency() + 1),
                                settings.confirmTimeout()),
                        metrics);
        metrics.watch(Queues.ENRICHED, publisher);
        metrics.watch(Queues.FAILED, publisher);
        return publisher;
    }

    @Bean
    TransformMetrics transformMetrics(MeterRegistry registry) {
        return new MicrometerTransformMetrics(registry);
    }

    @Bean(destroyMethod = "") // its close() is a person's
    Circuit circuit(TransformSettings settings, MeterRegistry registry, Clock clock) {
        Circuit circuit = new Circuit(Queues.COLLECTED, settings.circuit().settings(), clock);
        Gauge.builder("streamwheel.transform.circuit", circuit, each -> each.state().ordinal())
                .description("0 closed, 1 open, 2 half open")
                .register(registry);
        return circuit;
    }

    @Bean
    CircuitEndpoint circuitEndpoint(Circuit circuit) {
        return new CircuitEndpoint(circuit);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    ParkedMessages parkedMessages(
            Broker broker,
            Topology topology,
            ConfirmedPublisher publisher,
            TransformSettings settings,
            MeterRegistry registry) {
        ParkedMessages parked =
                new ParkedMessages(
                        broker,
                        topology,
                        Queues.COLLECTED,
                        publisher,
                        TransformPipeline::isReadable,
                        settings.parkedEvery());
        Gauge.builder("streamwheel.transform.parked.waiting", parked, ParkedMessages::waiting)
                .description("Messages that wait for a newer program, when last looked at")
                .register(registry);
        return parked;
    }

    @Bean
    TransformPipeline pipeline(
            ConfirmedPublisher publisher,
            TransformMetrics metrics,
            Circuit circuit,
            ParkedMessages parked,
            TransformSettings settings,
            Clock clock) {
        return new TransformPipeline(
                new EventDecoder(new EventNames(settings.eventNames())),
                new DuplicateSieve(settings.sieveSize(), settings.sieveWindow(), clock),
                publisher::publish,
                new EnvelopeLimits(
                        settings.envelopeEvents(), (int) settings.envelopeSize().toBytes()),
                metrics,
                circuit,
                parked::arrived,
                clock);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    QueueConsumer consumer(
            Broker broker,
            Topology topology,
            TransformSettings settings,
            TransformPipeline pipeline,
            MicrometerLinkMetrics metrics) {
        QueueConsumer consumer =
                new QueueConsumer(
                        broker,
                        topology,
                        new ConsumerSettings(
                                Queues.COLLECTED,
                                settings.concurrency(),
                                settings.prefetch(),
                                settings.batchSize(),
                                settings.maxWait()),
                        pipeline,
                        metrics);
        metrics.watch(Queues.COLLECTED, consumer);
        return consumer;
    }

    /** Ends before the publisher, which what is in hand still needs. */
    @Bean
    Ending ending(QueueConsumer consumer, ParkedMessages parked) {
        return new Ending(MAX_ENDING, consumer, parked);
    }

    @Bean
    HealthIndicator linksHealthIndicator(QueueConsumer consumer, ConfirmedPublisher publisher) {
        return new LinksHealth(consumer::state, publisher::state);
    }
}
