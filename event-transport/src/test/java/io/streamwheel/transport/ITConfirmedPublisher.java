package io.streamwheel.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.GetResponse;
import io.streamwheel.testkit.FaultProxy;
import io.streamwheel.transport.PublishFailedException.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ITConfirmedPublisher {

    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private final String queue = "test.publisher." + UUID.randomUUID();
    private final Topology topology = Topology.of(queue);

    @AfterEach
    void deleteQueue() throws Exception {
        TestBroker.deleteQueue(queue);
    }

    @Test
    void aConfirmedMessageIsInTheQueueAndPersistent() throws Exception {
        try (ConfirmedPublisher publisher = started(TestBroker.broker("test"), settings())) {
            publisher.publish(queue, "é".getBytes(UTF_8)).get(5, TimeUnit.SECONDS);

            TestBroker.with(channel -> {
                GetResponse message = channel.basicGet(queue, true);
                assertThat(new String(message.getBody(), UTF_8)).isEqualTo("é");
                assertThat(message.getProps().getDeliveryMode()).isEqualTo(2);
            });
        }
    }

    @Test
    void manyMessagesFromManyThreadsAreAllConfirmed() throws Exception {
        Counts counts = new Counts();
        try (ConfirmedPublisher publisher =
                started(
                        new ConfirmedPublisher(
                                TestBroker.broker("test"),
                                topology,
                                new PublisherSettings(1_000, 32 << 20, Duration.ofSeconds(20)),
                                counts))) {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                threads.add(
                        Thread.startVirtualThread(() -> {
                            List<CompletableFuture<Void>> sent = new ArrayList<>();
                            for (int n = 0; n < 250; n++) {
                                sent.add(publisher.publish(queue, new byte[300]));
                            }
                            sent.forEach(CompletableFuture::join);
                        }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(counts.confirmed.get()).isEqualTo(1_000);
            TestBroker.with(channel ->
                    assertThat(channel.queueDeclarePassive(queue).getMessageCount())
                            .isEqualTo(1_000));
        }
        counts.assertEquationAtRest();
    }

    @Test
    void aMegabytePasses() throws Exception {
        try (ConfirmedPublisher publisher = started(TestBroker.broker("test"), settings())) {
            publisher.publish(queue, new byte[1 << 20]).get(5, TimeUnit.SECONDS);
        }
    }

    @Test
    void aMessageWithoutAQueueFailsOnEveryBroker() throws Exception {
        try (ConfirmedPublisher publisher = started(TestBroker.broker("test"), settings())) {
            assertThat(reasonOf(publisher.publish(queue + ".absent", new byte[1])))
                    // Qpid refuses before it returns, RabbitMQ returns before it confirms.
                    .isEqualTo(TestBroker.isRabbitMq() ? Reason.UNROUTABLE : Reason.NACKED);
            assertThat(publisher.publish(queue, new byte[1])).succeedsWithin(TIMEOUT);
        }
    }

    @Test
    void aBrokerThatIsNotThereFailsAtOnceAndIsFoundLater() throws Exception {
        try (FaultProxy proxy = FaultProxy.of(TestBroker.factory())) {
            proxy.refuse();
            try (ConfirmedPublisher publisher =
                    new ConfirmedPublisher(
                            new Broker(proxy.factory(TestBroker.factory()), "test"),
                            topology,
                            settings())) {
                publisher.start();
                CompletableFuture<Void> early = publisher.publish(queue, new byte[1]);
                assertThat(early).isDone();
                assertThat(reasonOf(early)).isEqualTo(Reason.DISCONNECTED);
                assertThat(publisher.state().up()).isFalse();

                proxy.heal();
                await().until(() -> publisher.state().up());
                assertThat(publisher.publish(queue, new byte[1])).succeedsWithin(TIMEOUT);

                proxy.drop();
                await().until(() -> !publisher.state().up());
                await().until(() -> publisher.state().up());
                assertThat(publisher.publish(queue, new byte[1])).succeedsWithin(TIMEOUT);
            }
        }
    }

    @Test
    void aFrozenBrokerEndsInTimeOutsAndNeverInAHang() throws Exception {
        Counts counts = new Counts();
        try (FaultProxy proxy = FaultProxy.of(TestBroker.factory())) {
            try (ConfirmedPublisher publisher =
                    started(
                            new ConfirmedPublisher(
                                    new Broker(proxy.factory(TestBroker.factory()), "test"),
                                    topology,
                                    new PublisherSettings(64, 64 << 20, TIMEOUT),
                                    counts))) {
                proxy.freeze();
                List<CompletableFuture<Void>> sent = new ArrayList<>();
                long before = System.nanoTime();
                for (int i = 0; i < 64; i++) {
                    sent.add(publisher.publish(queue, new byte[1 << 19])); // fills every buffer
                }
                assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(TIMEOUT);
                assertThat(reasonOf(publisher.publish(queue, new byte[1])))
                        .isEqualTo(Reason.OVERLOADED);
                for (CompletableFuture<Void> each : sent) {
                    assertThat(reasonOf(each)).isEqualTo(Reason.TIMED_OUT);
                }
                assertThat(Duration.ofNanos(System.nanoTime() - before))
                        .isLessThan(TIMEOUT.multipliedBy(2));

                await().atMost(Duration.ofSeconds(10)).until(() -> !publisher.state().up());
                proxy.heal();
                await().atMost(Duration.ofSeconds(20)).until(() -> publisher.state().up());
                assertThat(publisher.publish(queue, new byte[1]))
                        .succeedsWithin(Duration.ofSeconds(5));
            }
        }
        counts.assertEquationAtRest();
    }

    @Test
    void closingWaitsForWhatIsInFlight() {
        ConfirmedPublisher publisher = started(TestBroker.broker("test"), settings());
        List<CompletableFuture<Void>> sent = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            sent.add(publisher.publish(queue, new byte[100]));
        }
        publisher.close();

        assertThat(sent).allSatisfy(each -> assertThat(each).isCompletedWithValue(null));
        assertThat(reasonOf(publisher.publish(queue, new byte[1]))).isEqualTo(Reason.CLOSED);
        publisher.close();
    }

    @Test
    void connectionsBearTheNameOfTheServiceAndThePurpose() throws Exception {
        Broker.Link link = TestBroker.broker("ingest").connect("publish");
        assertThat(link.connection().getClientProvidedName()).isEqualTo("ingest/publish");
        assertThat(link.connection().getHeartbeat()).isEqualTo(5);
        link.close();
    }

    private static PublisherSettings settings() {
        return new PublisherSettings(256, 32 << 20, Duration.ofSeconds(3));
    }

    private ConfirmedPublisher started(Broker broker, PublisherSettings settings) {
        return started(new ConfirmedPublisher(broker, topology, settings));
    }

    private static ConfirmedPublisher started(ConfirmedPublisher publisher) {
        publisher.start();
        await().until(() -> publisher.state().up());
        return publisher;
    }

    static Reason reasonOf(CompletableFuture<Void> future) {
        Throwable problem = catchThrowable(() -> future.orTimeout(20, TimeUnit.SECONDS).join());
        assertThat(problem)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(PublishFailedException.class);
        return ((PublishFailedException) problem.getCause()).reason();
    }
}
