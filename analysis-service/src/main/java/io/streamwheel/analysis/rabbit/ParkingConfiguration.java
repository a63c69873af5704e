package io.streamwheel.analysis.rabbit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.streamwheel.event.Queues;
import io.streamwheel.transport.Broker;
import io.streamwheel.transport.ConfirmedPublisher;
import io.streamwheel.transport.ParkedMessages;
import io.streamwheel.transport.Topology;
import java.util.function.Predicate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Builds what keeps messages of a newer version, beside each queue. */
@Configuration(proxyBeanMethods = false)
class ParkingConfiguration {

    @Bean(initMethod = "start", destroyMethod = "close")
    ParkedMessages parkedEnriched(
            Broker broker,
            Topology topology,
            ConfirmedPublisher publisher,
            StoreLinkSettings settings,
            MeterRegistry registry) {
        Predicate<byte[]> isReadable = EnrichedMessages::isReadable;
        return watched(
                registry,
                Queues.ENRICHED,
                new ParkedMessages(
                        broker,
                        topology,
                        Queues.ENRICHED,
                        publisher,
                        isReadable,
                        settings.parkedEvery()));
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    ParkedMessages parkedFailed(
            Broker broker,
            Topology topology,
            ConfirmedPublisher publisher,
            StoreLinkSettings settings,
            MeterRegistry registry) {
        Predicate<byte[]> isReadable = FailedMessages::isReadable;
        return watched(
                registry,
                Queues.FAILED,
                new ParkedMessages(
                        broker,
                        topology,
                        Queues.FAILED,
                        publisher,
                        isReadable,
                        settings.parkedEvery()));
    }

    @Bean
    Parking enrichedParking(
            ConfirmedPublisher publisher, ParkedMessages parkedEnriched, MeterRegistry registry) {
        return new Parking(publisher, parkedEnriched, counter(registry, Queues.ENRICHED));
    }

    @Bean
    Parking failedParking(
            ConfirmedPublisher publisher, ParkedMessages parkedFailed, MeterRegistry registry) {
        return new Parking(publisher, parkedFailed, counter(registry, Queues.FAILED));
    }

    private static ParkedMessages watched(
            MeterRegistry registry, String queue, ParkedMessages parked) {
        Gauge.builder("streamwheel.analysis.parked.waiting", parked, ParkedMessages::waiting)
                .description("Messages that wait for a newer program, when last looked at")
                .tag("queue", queue)
                .register(registry);
        return parked;
    }

    private static Counter counter(MeterRegistry registry, String queue) {
        return Counter.builder("streamwheel.analysis.parked")
                .description("Messages that only a newer program can read")
                .tag("queue", queue)
                .register(registry);
    }
}
