package io.streamwheel.ingest.rabbit;

import io.micrometer.core.instrument.MeterRegistry;
import io.streamwheel.event.Queues;
import io.streamwheel.ingest.publish.EnvelopeChannel;
import io.streamwheel.transport.Broker;
import io.streamwheel.transport.ConfirmedPublisher;
import io.streamwheel.transport.PublisherSettings;
import io.streamwheel.transport.Topology;
import io.streamwheel.transport.micrometer.MicrometerLinkMetrics;
import java.time.Clock;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the way to the queue together. Of Spring AMQP only the settings are used. */
@Configuration(proxyBeanMethods = false)
class RabbitConfiguration {

    @Bean(destroyMethod = "close")
    ConfirmedPublisher confirmedPublisher(
            CachingConnectionFactory factory, MeterRegistry registry, Clock clock) {
        var metrics = new MicrometerLinkMetrics(registry, clock);
        var publisher =
                new ConfirmedPublisher(
                        new Broker(factory.getRabbitConnectionFactory(), "ingest"),
                        Topology.of(Queues.COLLECTED),
                        PublisherSettings.defaults(),
                        metrics);
        metrics.watch(Queues.COLLECTED, publisher);
        publisher.start();
        return publisher;
    }

    @Bean
    EnvelopeChannel envelopeChannel(ConfirmedPublisher publisher) {
        return envelope -> publisher.publish(Queues.COLLECTED, envelope);
    }

    @Bean
    HealthIndicator publisherLinkHealthIndicator(ConfirmedPublisher publisher) {
        return new PublisherLinkHealth(publisher::state);
    }
}
