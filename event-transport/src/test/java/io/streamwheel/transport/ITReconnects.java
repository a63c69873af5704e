package io.streamwheel.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.streamwheel.testkit.FaultProxy;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ITReconnects {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int LANES = 9;

    /** A publisher and nine lanes: 200 connections that end and are opened again. */
    private static final int DROPS = 20;

    private final String queue = "test.reconnects." + UUID.randomUUID();
    private final Topology topology = Topology.of(queue);

    @AfterEach
    void deleteQueue() throws Exception {
        TestBroker.deleteQueue(queue);
    }

    @Test
    void twoHundredReconnectsLeaveNoConnectionAndNoThreadBehind() throws Exception {
        try (FaultProxy proxy = FaultProxy.of(TestBroker.factory())) {
            Broker broker = new Broker(proxy.factory(TestBroker.factory()), "reconnects");
            try (ConfirmedPublisher publisher =
                            new ConfirmedPublisher(broker, topology, PublisherSettings.defaults());
                    QueueConsumer consumer =
                            new QueueConsumer(
                                    broker,
                                    topology,
                                    new ConsumerSettings(queue, LANES, 10, 10, Duration.ZERO),
                                    batch -> assertThat(batch).isNotEmpty())) {
                publisher.start();
                consumer.start();
                awaitAllUp(proxy, publisher, consumer, 0);
                long threads = amqpThreads();
                for (int i = 1; i <= DROPS; i++) {
                    long before = proxy.accepted();
                    proxy.drop();
                    awaitAllUp(proxy, publisher, consumer, before);
                }
                assertThat(proxy.accepted()).isGreaterThanOrEqualTo((DROPS + 1) * (LANES + 1L));
                assertThat(proxy.connections()).isEqualTo(LANES + 1);
                await().atMost(PATIENCE).until(() -> amqpThreads() <= threads + LANES);
                publisher.publish(queue, new byte[1]).get(10, TimeUnit.SECONDS);
            }
            await().atMost(PATIENCE).until(() -> proxy.connections() == 0);
            await().atMost(PATIENCE).until(() -> amqpThreads() == 0);
        }
    }

    private static void awaitAllUp(
            FaultProxy proxy, ConfirmedPublisher publisher, QueueConsumer consumer, long before) {
        await().atMost(PATIENCE)
                .until(() ->
                        proxy.accepted() >= before + LANES + 1
                                && proxy.connections() == LANES + 1
                                && publisher.state().up()
                                && consumer.state().up());
    }

    private static long amqpThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(each -> each.getName().startsWith("amqp-reconnects-"))
                .count();
    }
}
