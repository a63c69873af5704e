package io.streamwheel.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.MessageProperties;
import io.streamwheel.event.Queues;
import io.streamwheel.testkit.FaultProxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ITParkedMessages {

    private static final Duration SELDOM = Duration.ofMinutes(10);
    private static final Duration OFTEN = Duration.ofMillis(100);

    private final String queue = "test.parked." + UUID.randomUUID();
    private final Topology topology = Topology.of(queue, Queues.parked(queue));
    private final Queue<String> seen = new ConcurrentLinkedQueue<>();
    private final ConfirmedPublisher publisher =
            new ConfirmedPublisher(
                    TestBroker.broker("test"), topology, PublisherSettings.defaults());

    @BeforeEach
    void connect() {
        publisher.start();
        await().until(() -> publisher.state().up());
    }

    @AfterEach
    void delete() throws Exception {
        publisher.close();
        TestBroker.deleteQueue(queue);
        TestBroker.deleteQueue(Queues.parked(queue));
    }

    @Test
    void whatTheUpgradedProgramReadsComesBackAtItsStart() throws Exception {
        try (Program old = new Program(1, SELDOM)) {
            send(queue, "v1 a", "v2 b", "v1 c", "v2 d");
            await().until(() -> seen.containsAll(List.of("v1 a", "v1 c")));
            await().until(() -> old.parked.waiting() == 2);
        }
        assertThat(seen).containsExactly("v1 a", "v1 c");

        try (Program upgraded = new Program(2, SELDOM)) {
            await().until(() -> seen.size() == 4);
            await().until(() -> upgraded.parked.waiting() == 0);
        }
        assertThat(seen).containsExactlyInAnyOrder("v1 a", "v1 c", "v2 b", "v2 d");
        assertThat(depth(Queues.parked(queue))).isZero();
    }

    @Test
    void whatAnOlderInstanceParksLaterComesBackByItself() throws Exception {
        try (Program upgraded = new Program(2, OFTEN)) {
            await().until(() -> upgraded.walks());
            try (Program old = new Program(1, SELDOM)) {
                send(Queues.parked(queue), "v2 a", "v2 b");
                await().until(() -> Set.copyOf(seen).containsAll(List.of("v2 a", "v2 b")));
            }
        }
    }

    @Test
    void whatIsStillTooNewStaysInItsOrder() throws Exception {
        String[] many = IntStream.range(0, 100).mapToObj(i -> "v9 " + i).toArray(String[]::new);
        send(Queues.parked(queue), many);
        send(Queues.parked(queue), "v1 last");
        try (Program program = new Program(1, OFTEN)) {
            await().until(() -> seen.contains("v1 last")); // the first walk goes to the end
            await().until(() -> program.parked.waiting() == 100);
        }
        assertThat(seen).containsExactly("v1 last");
        assertThat(depth(Queues.parked(queue))).isEqualTo(100);
    }

    @Test
    void twoInstancesShareTheWork() throws Exception {
        String[] many = IntStream.range(0, 200).mapToObj(i -> "v1 " + i).toArray(String[]::new);
        send(Queues.parked(queue), many);
        try (Program one = new Program(1, OFTEN);
                Program two = new Program(1, OFTEN)) {
            await().until(() -> seen.size() == 200);
            await().until(() -> one.parked.waiting() == 0 && two.parked.waiting() == 0);
        }
        assertThat(seen).containsExactlyInAnyOrder(many);
    }

    @Test
    void aProcessThatDiesBetweenTheCopyAndTheAcknowledgementDoublesAndLosesNothing()
            throws Exception {
        send(Queues.parked(queue), "v1 a", "v1 b", "v1 c");
        CountDownLatch inHand = new CountDownLatch(2);
        CountDownLatch never = new CountDownLatch(1);
        try (FaultProxy proxy = FaultProxy.of(TestBroker.factory())) {
            ParkedMessages dying =
                    new ParkedMessages(
                            new Broker(proxy.factory(TestBroker.factory()), "test"),
                            topology,
                            queue,
                            publisher,
                            body -> {
                                inHand.countDown();
                                if (inHand.getCount() == 0) {
                                    awaitQuietly(never); // one copy is published, none acknowledged
                                }
                                return true;
                            },
                            SELDOM);
            dying.start();
            assertThat(inHand.await(10, TimeUnit.SECONDS)).isTrue();
            proxy.refuse();
            dying.close();
        }
        try (Program program = new Program(1, OFTEN)) {
            await().until(() -> Set.copyOf(seen).size() == 3 && program.parked.waiting() == 0);
        }
        assertThat(Set.copyOf(seen)).containsExactlyInAnyOrder("v1 a", "v1 b", "v1 c");
        assertThat(depth(queue)).isZero();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A consumer that reads messages up to its version, and parks the others. */
    private final class Program implements AutoCloseable {

        private final int version;
        private final ParkedMessages parked;
        private final QueueConsumer consumer;

        Program(int version, Duration every) {
            this.version = version;
            Broker broker = TestBroker.broker("v" + version);
            parked =
                    new ParkedMessages(
                            broker, topology, queue, publisher, body -> reads(body), every);
            consumer =
                    new QueueConsumer(
                            broker,
                            topology,
                            new ConsumerSettings(queue, 1, 10, 10, Duration.ZERO),
                            this::handle);
            parked.start();
            consumer.start();
            await().until(() -> consumer.state().up());
        }

        private boolean reads(byte[] body) {
            return body[1] - '0' <= version;
        }

        boolean walks() throws Exception {
            send(Queues.parked(queue), "v1 walked");
            await().until(() -> seen.contains("v1 walked"));
            return true;
        }

        private void handle(List<Delivery> batch) throws Exception {
            List<String> read = new ArrayList<>();
            int newer = 0;
            for (Delivery each : batch) {
                if (reads(each.body())) {
                    read.add(new String(each.body(), UTF_8));
                } else {
                    publisher.publish(Queues.parked(queue), each.body()).get();
                    newer++;
                }
            }
            seen.addAll(read);
            parked.arrived(newer);
        }

        @Override
        public void close() {
            consumer.close();
            parked.close();
        }
    }

    private long depth(String of) {
        try (QueueDepths depths = new QueueDepths(TestBroker.broker("test"), topology)) {
            return depths.read().getOrDefault(of, -1L);
        }
    }

    private void send(String to, String... bodies) throws Exception {
        TestBroker.with(channel -> {
            channel.confirmSelect();
            for (String body : bodies) {
                channel.basicPublish(
                        "", to, MessageProperties.PERSISTENT_BASIC, body.getBytes(UTF_8));
            }
            channel.waitForConfirmsOrDie(10_000);
        });
    }
}
