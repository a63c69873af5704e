package io.streamwheel.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.MessageProperties;
import io.streamwheel.testkit.FaultProxy;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ITQueueDepths {

    private final String there = "test.depths." + UUID.randomUUID();
    private final String absent = "test.depths." + UUID.randomUUID();
    private final Topology topology = Topology.of(absent, there);

    @BeforeEach
    void fill() throws Exception {
        TestBroker.with(channel -> {
            Topology.of(there).declare(channel);
            channel.confirmSelect();
            for (int i = 0; i < 3; i++) {
                channel.basicPublish("", there, MessageProperties.PERSISTENT_BASIC, new byte[1]);
            }
            channel.waitForConfirmsOrDie(10_000);
        });
    }

    @AfterEach
    void deleteQueue() throws Exception {
        TestBroker.deleteQueue(there);
    }

    @Test
    void aMissingQueueIsAbsentAndSpoilsNothing() throws Exception {
        try (QueueDepths depths = new QueueDepths(TestBroker.broker("test"), topology)) {
            await().until(() -> depths.read().equals(Map.of(there, 3L)));

            TestBroker.with(channel -> channel.basicGet(there, true));
            await().until(() -> depths.read().equals(Map.of(there, 2L)));
        }
    }

    @Test
    void whoTakesFromAQueueIsCounted() throws Exception {
        try (QueueDepths depths = new QueueDepths(TestBroker.broker("test"), topology)) {
            await().until(() -> depths.read().containsKey(there));
            assertThat(depths.consumers()).isEqualTo(Map.of(there, 0));
            TestBroker.with(channel -> {
                channel.basicConsume(there, new DefaultConsumer(channel));
                await().until(() -> {
                    depths.read();
                    return depths.consumers().equals(Map.of(there, 1));
                });
            });
        }
    }

    @Test
    void aBrokerThatIsAwayOrFrozenLeavesTheLastAnswer() throws Exception {
        try (FaultProxy proxy = FaultProxy.of(TestBroker.factory());
                QueueDepths depths =
                        new QueueDepths(
                                new Broker(proxy.factory(TestBroker.factory()), "test"),
                                topology)) {
            await().until(() -> depths.read().equals(Map.of(there, 3L)));

            proxy.freeze();
            long before = System.nanoTime();
            assertThat(depths.read()).containsEntry(there, 3L);
            assertThat(depths.read()).containsEntry(there, 3L);
            assertThat(Duration.ofNanos(System.nanoTime() - before))
                    .isLessThan(Duration.ofMillis(2_500));
            await().until(() -> {
                depths.read();
                return !depths.answered();
            });

            proxy.refuse();
            proxy.heal();
            assertThat(depths.read()).containsEntry(there, 3L);

            proxy.heal();
            TestBroker.with(channel -> channel.basicGet(there, true));
            await().until(() -> depths.read().equals(Map.of(there, 2L)));
            assertThat(depths.answered()).isTrue();
        }
    }
}
