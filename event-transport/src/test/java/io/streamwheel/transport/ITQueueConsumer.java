package io.streamwheel.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.MessageProperties;
import io.streamwheel.testkit.FaultProxy;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ITQueueConsumer {

    private static final RetryPolicy QUICK =
            new RetryPolicy(
                    Duration.ofMillis(10),
                    Duration.ofMillis(50),
                    Duration.ofMillis(500),
                    Duration.ofMillis(200),
                    Duration.ofMillis(300),
                    Duration.ofMillis(20),
                    Duration.ofMillis(500),
                    Duration.ofMillis(400));

    private final String queue = "test.consumer." + UUID.randomUUID();
    private final Topology topology = Topology.of(queue);
    private final Counts counts = new Counts();
    private final Queue<String> seen = new ConcurrentLinkedQueue<>();

    @AfterEach
    void deleteQueue() throws Exception {
        TestBroker.deleteQueue(queue);
    }

    @Test
    void batchesComeInOrderAndAreAcknowledged() throws Exception {
        List<Integer> sizes = new ArrayList<>();
        try (QueueConsumer consumer =
                started(
                        new ConsumerSettings(queue, 1, 50, 20, Duration.ofMillis(100)),
                        batch -> {
                            sizes.add(batch.size());
                            remember(batch);
                        })) {
            send(0, 100);
            await().until(() -> seen.size() == 100);
        }
        assertThat(seen).containsExactlyElementsOf(numbers(0, 100));
        assertThat(sizes).allMatch(size -> size <= 20);
        assertNothingWaits();
        counts.assertEquationAtRest();
    }

    @Test
    void aBatchThatIsNotFullWaitsNoLongerThanAsked() throws Exception {
        try (QueueConsumer consumer =
                started(
                        new ConsumerSettings(queue, 1, 50, 50, Duration.ofMillis(200)),
                        this::remember)) {
            send(0, 3);
            await().atMost(Duration.ofSeconds(2)).until(() -> seen.size() == 3);
        }
    }

    @Test
    void severalLanesShareTheQueue() throws Exception {
        try (QueueConsumer consumer =
                started(new ConsumerSettings(queue, 3, 10, 5, Duration.ZERO), this::remember)) {
            send(0, 300);
            await().until(() -> seen.size() == 300);
        }
        assertThat(seen).containsExactlyInAnyOrderElementsOf(numbers(0, 300));
        assertNothingWaits();
    }

    @Test
    void aTransientFailureKeepsTheBatchAndTriesAgain() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        try (QueueConsumer consumer =
                started(batch -> {
                    if (attempts.incrementAndGet() < 4) {
                        throw new IllegalStateException("the database is away");
                    }
                    remember(batch);
                })) {
            send(0, 5);
            await().until(() -> seen.size() == 5);
            assertThat(attempts.get()).isGreaterThanOrEqualTo(4);
            await().until(() -> consumer.state().up());
        }
        assertThat(seen).containsExactlyElementsOf(numbers(0, 5));
        assertThat(counts.retried.get()).isPositive();
        assertNothingWaits();
    }

    @Test
    void tellsHowLongTheOldestWaitsThatIsNotAcknowledged() throws Exception {
        Instant before = Instant.now().minusSeconds(1); // brokers keep whole seconds
        CountDownLatch go = new CountDownLatch(1);
        try (QueueConsumer consumer =
                started(batch -> {
                    go.await();
                    remember(batch);
                })) {
            assertThat(consumer.oldestWaiting()).isEmpty();
            try (ConfirmedPublisher publisher =
                    new ConfirmedPublisher(
                            TestBroker.broker("test"), topology, PublisherSettings.defaults())) {
                publisher.start();
                await().until(() -> publisher.state().up());
                publisher.publish(queue, "0".getBytes(UTF_8)).join();
            }
            await().until(() -> consumer.oldestWaiting().isPresent());
            assertThat(consumer.oldestWaiting().orElseThrow()).isBetween(before, Instant.now());
            go.countDown();
            await().until(() -> consumer.oldestWaiting().isEmpty());
        }
    }

    @Test
    void anErrorOfTheHandlerDoesNotEndTheConsumer() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        try (QueueConsumer consumer =
                started(batch -> {
                    if (attempts.incrementAndGet() == 1) {
                        throw new StackOverflowError();
                    }
                    remember(batch);
                })) {
            send(0, 1);
            await().until(() -> seen.size() == 1);
        }
    }

    @Test
    void aBatchThatFailsForLongGoesBackToTheBroker() throws Exception {
        AtomicInteger failing = new AtomicInteger(1);
        try (QueueConsumer consumer =
                started(batch -> {
                    if (failing.get() == 1) {
                        throw new IllegalStateException("still away");
                    }
                    remember(batch);
                })) {
            send(0, 3);
            await().until(() -> !consumer.state().up());
            await().until(() -> counts.abandoned.get() > 0);
            failing.set(0);
            await().until(() -> seen.size() >= 3);
            await().until(() -> consumer.state().up());
        }
        assertThat(seen).containsExactlyInAnyOrderElementsOf(numbers(0, 3));
        assertNothingWaits();
        counts.assertEquationAtRest();
    }

    @Test
    void aHaltIsShownAndTriedAgainWithoutLosingTheBatch() throws Exception {
        AtomicInteger failing = new AtomicInteger(1);
        try (QueueConsumer consumer =
                started(batch -> {
                    if (failing.get() == 1) {
                        throw new HaltException("no such table", new IllegalStateException());
                    }
                    remember(batch);
                })) {
            send(0, 2);
            await().until(() -> consumer.state().cause().contains("no such table"));
            failing.set(0);
            await().until(() -> seen.size() == 2);
            await().until(() -> consumer.state().up());
        }
        assertNothingWaits();
    }

    @Test
    void aHaltedConsumerIsNotReadyAgainBecauseItsConnectionIs() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        try (FaultProxy proxy = FaultProxy.of(TestBroker.factory());
                QueueConsumer consumer =
                        new QueueConsumer(
                                new Broker(proxy.factory(TestBroker.factory()), "test"),
                                topology,
                                new ConsumerSettings(queue, 1, 10, 10, Duration.ZERO),
                                batch -> {
                                    attempts.incrementAndGet();
                                    throw new HaltException("no such table", new SQLException());
                                },
                                counts,
                                QUICK)) {
            consumer.start();
            await().until(() -> consumer.state().up());
            send(0, 1);
            await().until(() -> consumer.state().cause().equals("halted: no such table"));
            int before = attempts.get();
            Queue<LinkState> states = new ConcurrentLinkedQueue<>();
            proxy.drop();
            await().pollInterval(Duration.ofMillis(1))
                    .until(() -> {
                        states.add(consumer.state());
                        return attempts.get() >= before + 2;
                    });
            assertThat(states).noneMatch(LinkState::up);
        }
        counts.assertEquationAtRest();
    }

    @Test
    void aConsumerWhoseFailingBatchSomebodyElseTookIsReadyAgain() throws Exception {
        AtomicInteger failing = new AtomicInteger(1);
        try (QueueConsumer consumer =
                started(batch -> {
                    if (failing.get() == 1) {
                        throw new IllegalStateException("away");
                    }
                    remember(batch);
                })) {
            send(0, 1);
            await().until(() -> counts.abandoned.get() > 0);
            TestBroker.with(channel -> await().until(() -> channel.basicGet(queue, true) != null));
            await().until(() -> consumer.state().up());
            failing.set(0);
        }
        assertThat(seen).isEmpty();
    }

    @Test
    void aHandlerThatHangsIsShown() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        try (QueueConsumer consumer =
                started(batch -> {
                    goOn.await(20, TimeUnit.SECONDS);
                    remember(batch);
                })) {
            send(0, 1);
            await().until(() -> consumer.state().cause().contains("in hand for too long"));
            goOn.countDown();
            await().until(() -> consumer.state().up() && seen.size() == 1);
        }
    }

    @Test
    void aHandlerThatInterruptsItsOwnThreadDoesNotEndTheConsumer() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        try (QueueConsumer consumer =
                started(batch -> {
                    if (attempts.incrementAndGet() == 1) {
                        Thread.currentThread().interrupt();
                        throw new IllegalStateException("interrupted within");
                    }
                    remember(batch);
                })) {
            send(0, 1);
            await().until(() -> seen.size() == 1);
        }
        assertNothingWaits();
    }

    @Test
    void aLostConnectionIsOpenedAgainAndNothingIsLost() throws Exception {
        try (FaultProxy proxy = FaultProxy.of(TestBroker.factory());
                QueueConsumer consumer =
                        new QueueConsumer(
                                new Broker(proxy.factory(TestBroker.factory()), "test"),
                                topology,
                                new ConsumerSettings(queue, 2, 20, 10, Duration.ZERO),
                                this::remember,
                                counts,
                                QUICK)) {
            consumer.start();
            await().until(() -> consumer.state().up());
            send(0, 50);
            proxy.drop();
            send(50, 50);
            proxy.refuse();
            await().until(() -> !consumer.state().up());
            proxy.heal();
            await().untilAsserted(() -> assertThat(Set.copyOf(seen)).containsAll(numbers(0, 100)));
            assertNothingWaits(); // what came twice is acknowledged too
        }
        counts.assertEquationAtRest();
    }

    @Test
    void aBatchInHandWhenTheConnectionGoesIsForgottenAndComesAgain() throws Exception {
        CountDownLatch inHand = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        List<Boolean> redelivered = new ArrayList<>();
        try (FaultProxy proxy = FaultProxy.of(TestBroker.factory());
                QueueConsumer consumer =
                        new QueueConsumer(
                                new Broker(proxy.factory(TestBroker.factory()), "test"),
                                topology,
                                new ConsumerSettings(queue, 1, 5, 5, Duration.ZERO),
                                batch -> {
                                    inHand.countDown();
                                    goOn.await(10, TimeUnit.SECONDS);
                                    batch.forEach(each -> redelivered.add(each.redelivered()));
                                    remember(batch);
                                },
                                counts,
                                QUICK)) {
            consumer.start();
            await().until(() -> consumer.state().up());
            send(0, 1);
            assertThat(inHand.await(10, TimeUnit.SECONDS)).isTrue();
            proxy.drop();
            goOn.countDown();
            await().until(() -> seen.size() == 2);
            if (TestBroker.isRabbitMq()) { // the other does not tell
                assertThat(redelivered).containsExactly(false, true);
            }
        }
        counts.assertEquationAtRest();
        assertNothingWaits();
    }

    @Test
    void aDeletedQueueIsDeclaredAgain() throws Exception {
        try (QueueConsumer consumer = started(this::remember)) {
            TestBroker.with(channel -> channel.queueDelete(queue));
            await().until(() -> {
                try {
                    TestBroker.with(channel -> channel.queueDeclarePassive(queue));
                    return true;
                } catch (java.io.IOException e) {
                    return false;
                }
            });
            send(0, 1);
            await().until(() -> seen.size() == 1);
        }
    }

    @Test
    void closingLetsTheBatchInHandFinish() throws Exception {
        CountDownLatch inHand = new CountDownLatch(1);
        QueueConsumer consumer =
                started(batch -> {
                    inHand.countDown();
                    new CountDownLatch(1).await(300, TimeUnit.MILLISECONDS);
                    remember(batch);
                });
        send(0, 1);
        assertThat(inHand.await(10, TimeUnit.SECONDS)).isTrue();
        consumer.close();

        assertThat(seen).hasSize(1);
        assertThat(consumer.state().up()).isFalse();
        assertNothingWaits();
        counts.assertEquationAtRest();
    }

    @Test
    void closingAnIdleConsumerIsQuick() {
        QueueConsumer consumer = started(this::remember);
        long before = System.nanoTime();
        consumer.close();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
    }

    private void remember(List<Delivery> batch) {
        for (Delivery each : batch) {
            assertThat(each.queue()).isEqualTo(queue);
            seen.add(new String(each.body(), UTF_8));
        }
    }

    private QueueConsumer started(BatchHandler handler) {
        return started(new ConsumerSettings(queue, 1, 10, 10, Duration.ZERO), handler);
    }

    private QueueConsumer started(ConsumerSettings settings, BatchHandler handler) {
        QueueConsumer consumer =
                new QueueConsumer(
                        TestBroker.broker("test"), topology, settings, handler, counts, QUICK);
        consumer.start();
        await().until(() -> consumer.state().up());
        return consumer;
    }

    private void send(int from, int count) throws Exception {
        TestBroker.with(channel -> {
            channel.confirmSelect();
            for (String each : numbers(from, count)) {
                channel.basicPublish(
                        "", queue, MessageProperties.PERSISTENT_BASIC, each.getBytes(UTF_8));
            }
            channel.waitForConfirmsOrDie(10_000);
        });
    }

    private static List<String> numbers(int from, int count) {
        return java.util.stream.IntStream.range(from, from + count)
                .mapToObj(String::valueOf)
                .toList();
    }

    private void assertNothingWaits() {
        try (QueueDepths depths = new QueueDepths(TestBroker.broker("test"), topology)) {
            await().until(() -> depths.read().getOrDefault(queue, -1L) == 0);
        }
    }
}
