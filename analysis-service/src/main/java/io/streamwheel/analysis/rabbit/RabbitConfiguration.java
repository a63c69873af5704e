package io.streamwheel.analysis.rabbit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.streamwheel.analysis.failed.DeadLetters;
import io.streamwheel.analysis.failed.FailedEventStore;
import io.streamwheel.analysis.failed.ReplayQueue;
import io.streamwheel.analysis.failed.ReplayWorkers;
import io.streamwheel.analysis.interaction.EventStore;
import io.streamwheel.analysis.model.ModelBuilds;
import io.streamwheel.event.Queues;
import io.streamwheel.transport.Broker;
import io.streamwheel.transport.Circuit;
import io.streamwheel.transport.ConfirmedPublisher;
import io.streamwheel.transport.ConsumerSettings;
import io.streamwheel.transport.Ending;
import io.streamwheel.transport.ParkedMessages;
import io.streamwheel.transport.PublisherSettings;
import io.streamwheel.transport.QueueConsumer;
import io.streamwheel.transport.QueueDepths;
import io.streamwheel.transport.Topology;
import io.streamwheel.transport.micrometer.MicrometerLinkMetrics;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Builds the links to the queues. Beans end against the order in which they need each other: the
 * consumers and all other work first, then what their last batch is written with.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StoreLinkSettings.class)
class RabbitConfiguration {

    /** Dead letters are rare, small and waited for. */
    private static final int FAILED_BATCH = 50;

    private static final Duration MAX_ENDING = Duration.ofSeconds(6);

    @Bean
    Broker broker(CachingConnectionFactory settings) {
        return new Broker(settings.getRabbitConnectionFactory(), "analysis");
    }

    @Bean
    Topology topology() {
        return Topology.of(
                Queues.COLLECTED,
                Queues.ENRICHED,
                Queues.FAILED,
                Queues.parked(Queues.COLLECTED),
                Queues.parked(Queues.ENRICHED),
                Queues.parked(Queues.FAILED));
    }

    @Bean
    QueueDepths queueDepths(Broker broker, Topology topology) {
        return new QueueDepths(broker, topology);
    }

    @Bean
    MicrometerLinkMetrics linkMetrics(MeterRegistry registry, Clock clock) {
        return new MicrometerLinkMetrics(registry, clock);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    ConfirmedPublisher publisher(
            Broker broker,
            Topology topology,
            StoreLinkSettings settings,
            MicrometerLinkMetrics metrics) {
        PublisherSettings usual = PublisherSettings.defaults();
        ConfirmedPublisher publisher =
                new ConfirmedPublisher(
                        broker,
                        topology,
                        new PublisherSettings(
                                usual.maxInFlight(),
                                usual.maxInFlightBytes(),
                                settings.confirmTimeout()),
                        metrics);
        metrics.watch(Queues.FAILED, publisher);
        return publisher;
    }

    @Bean
    DeadLetters deadLetters(ConfirmedPublisher publisher) {
        return new PublishedDeadLetters(publisher);
    }

    @Bean
    ReplayQueue replayQueue(ConfirmedPublisher publisher) {
        return new PublishedReplays(publisher);
    }

    @Bean(destroyMethod = "") // its close() is a person's
    Circuit circuit(StoreLinkSettings settings, MeterRegistry registry, Clock clock) {
        Circuit circuit = new Circuit(Queues.ENRICHED, settings.circuit().settings(), clock);
        Gauge.builder("streamwheel.analysis.circuit", circuit, each -> each.state().ordinal())
                .description("0 closed, 1 open, 2 half open")
                .register(registry);
        return circuit;
    }

    @Bean
    CircuitEndpoint circuitEndpoint(Circuit circuit) {
        return new CircuitEndpoint(circuit);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    QueueConsumer enrichedConsumer(
            Broker broker,
            Topology topology,
            StoreLinkSettings settings,
            EventStore store,
            DeadLetters deadLetters,
            Parking enrichedParking,
            Circuit circuit,
            MicrometerLinkMetrics metrics,
            Clock clock) {
        QueueConsumer consumer =
                new QueueConsumer(
                        broker,
                        topology,
                        new ConsumerSettings(
                                Queues.ENRICHED,
                                settings.concurrency(),
                                settings.prefetch(),
                                settings.batchMessages(),
                                Math.toIntExact(settings.batchSize().toBytes()),
                                settings.maxWait()),
                        new EnrichedMessages(store, deadLetters, enrichedParking, circuit, clock),
                        metrics);
        metrics.watch(Queues.ENRICHED, consumer);
        return consumer;
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    QueueConsumer failedConsumer(
            Broker broker,
            Topology topology,
            StoreLinkSettings settings,
            FailedEventStore store,
            Parking failedParking,
            MicrometerLinkMetrics metrics,
            Clock clock) {
        QueueConsumer consumer =
                new QueueConsumer(
                        broker,
                        topology,
                        new ConsumerSettings(
                                Queues.FAILED, 1, FAILED_BATCH, FAILED_BATCH, settings.maxWait()),
                        new FailedMessages(store, failedParking, clock),
                        metrics);
        metrics.watch(Queues.FAILED, consumer);
        return consumer;
    }

    /**
     * Ends before everything that what is in hand still needs, the publisher and the database among
     * it.
     */
    @Bean
    Ending ending(
            QueueConsumer enrichedConsumer,
            QueueConsumer failedConsumer,
            ParkedMessages parkedEnriched,
            ParkedMessages parkedFailed,
            ReplayWorkers replays,
            ModelBuilds builds) {
        return new Ending(
                MAX_ENDING,
                enrichedConsumer,
                failedConsumer,
                parkedEnriched,
                parkedFailed,
                replays,
                builds);
    }

    @Bean
    HealthIndicator linksHealthIndicator(
            QueueConsumer enrichedConsumer,
            QueueConsumer failedConsumer,
            ConfirmedPublisher publisher) {
        return new LinksHealth(
                List.of(enrichedConsumer::state, failedConsumer::state, publisher::state));
    }
}
