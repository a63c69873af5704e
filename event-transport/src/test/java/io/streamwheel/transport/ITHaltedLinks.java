package io.streamwheel.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.streamwheel.testkit.FaultProxy;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What a person has to mend at the broker: shown, told once, and found when it is mended. */
class ITHaltedLinks {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final RetryPolicy QUICK =
            new RetryPolicy(
                    Duration.ofMillis(10),
                    Duration.ofMillis(50),
                    Duration.ofSeconds(5),
                    Duration.ofMillis(200),
                    Duration.ofMillis(100),
                    Duration.ofMillis(20),
                    Duration.ofMillis(500),
                    Duration.ofMinutes(1));

    private final String queue = "test.halted." + UUID.randomUUID();
    private final Topology topology = Topology.of(queue);
    private final Queue<String> seen = new ConcurrentLinkedQueue<>();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger("io.streamwheel.transport");

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void end() throws Exception {
        logger.detachAppender(log);
        try {
            TestBroker.with(channel -> channel.queueDelete(queue));
        } catch (java.io.IOException e) {
            // Qpid complains where there is none.
        }
    }

    @Test
    void aWrongPasswordHaltsConsumerAndPublisher() {
        ConnectionFactory factory = TestBroker.factory();
        factory.setPassword("wrong");
        bothHalt(factory);
    }

    @Test
    void anUnknownVirtualHostHaltsConsumerAndPublisher() {
        ConnectionFactory factory = TestBroker.factory();
        factory.setVirtualHost("nowhere");
        bothHalt(factory);
    }

    @Test
    void aQueueWithOtherArgumentsHaltsUntilSomebodyRemovesIt() throws Exception {
        // RabbitMQ compares the arguments. Qpid does not; there it is somebody's exclusive queue.
        boolean exclusive = !TestBroker.isRabbitMq();
        Connection other = TestBroker.factory().newConnection("other");
        other.createChannel().queueDeclare(queue, !exclusive, exclusive, false, null);
        try (QueueConsumer consumer = consumer(TestBroker.factory());
                ConfirmedPublisher publisher = publisher(TestBroker.factory())) {
            awaitHalt(consumer, publisher);
            long connections = threadsOfConnections();
            await().pollDelay(Duration.ofSeconds(1))
                    .until(() -> threadsOfConnections() <= connections);

            other.createChannel().queueDelete(queue);
            other.close();
            await().atMost(PATIENCE).until(() -> consumer.state().up() && publisher.state().up());
            publisher.publish(queue, "mended".getBytes(UTF_8)).get();
            await().until(() -> seen.contains("mended"));
        }
        assertThat(errors()).hasSize(2);
    }

    @Test
    void aBrokerThatIsNotThereHaltsNobody() throws Exception {
        try (FaultProxy proxy = FaultProxy.of(TestBroker.factory())) {
            proxy.refuse();
            try (QueueConsumer consumer = consumer(proxy.factory(TestBroker.factory()));
                    ConfirmedPublisher publisher = publisher(proxy.factory(TestBroker.factory()))) {
                await().until(() ->
                        !consumer.state().cause().isEmpty()
                                && !consumer.state().cause().equals("not connected yet"));
                assertThat(consumer.state().cause()).doesNotStartWith("halted");
                assertThat(publisher.state().cause()).doesNotStartWith("halted");
                proxy.heal();
                await().until(() -> consumer.state().up() && publisher.state().up());
            }
        }
        assertThat(errors()).isEmpty();
    }

    private void bothHalt(ConnectionFactory factory) {
        try (QueueConsumer consumer = consumer(factory);
                ConfirmedPublisher publisher = publisher(factory)) {
            awaitHalt(consumer, publisher);
        }
        assertThat(errors()).hasSize(2);
    }

    /** Through a few attempts, all with the same outcome. */
    private static void awaitHalt(QueueConsumer consumer, ConfirmedPublisher publisher) {
        await().atMost(PATIENCE)
                .until(() ->
                        consumer.state().cause().startsWith("halted: ")
                                && publisher.state().cause().startsWith("halted: "));
        await().during(Duration.ofSeconds(1)).until(() -> !consumer.state().up());
    }

    private List<ILoggingEvent> errors() {
        return List.copyOf(log.list).stream()
                .filter(event -> event.getLevel() == Level.ERROR)
                .toList();
    }

    private static long threadsOfConnections() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("amqp-halted-"))
                .count();
    }

    private QueueConsumer consumer(ConnectionFactory factory) {
        QueueConsumer consumer =
                new QueueConsumer(
                        new Broker(factory, "halted"),
                        topology,
                        new ConsumerSettings(queue, 2, 10, 10, Duration.ZERO),
                        batch -> batch.forEach(each -> seen.add(new String(each.body(), UTF_8))),
                        ConsumerMetrics.NONE,
                        QUICK);
        consumer.start();
        return consumer;
    }

    private ConfirmedPublisher publisher(ConnectionFactory factory) {
        ConfirmedPublisher publisher =
                new ConfirmedPublisher(
                        new Broker(factory, "halted"), topology, PublisherSettings.defaults());
        publisher.start();
        return publisher;
    }
}
