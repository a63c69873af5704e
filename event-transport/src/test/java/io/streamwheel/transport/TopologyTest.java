package io.streamwheel.transport;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.impl.LongStringHelper;
import io.streamwheel.event.Queues;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopologyTest {

    private final Connection connection = mock(Connection.class);
    private final Channel channel = mock(Channel.class);
    private final Topology topology = Topology.of(Queues.COLLECTED, Queues.FAILED);

    @Test
    void rabbitMqGetsQuorumQueuesThatNeverDropGoodEvents() throws IOException {
        serverIs("RabbitMQ");
        topology.declare(channel);
        verify(channel)
                .queueDeclare(
                        Queues.COLLECTED,
                        true,
                        false,
                        false,
                        Map.of(
                                "x-queue-type",
                                "quorum",
                                "x-delivery-limit",
                                100_000,
                                "x-dead-letter-exchange",
                                "",
                                "x-dead-letter-routing-key",
                                Queues.FAILED));
        verify(channel)
                .queueDeclare(
                        Queues.FAILED,
                        true,
                        false,
                        false,
                        Map.of("x-queue-type", "quorum", "x-delivery-limit", 100_000));
    }

    @Test
    void anotherBrokerGetsNoArguments() throws IOException {
        serverIs("qpid");
        topology.declare(channel);
        verify(channel).queueDeclare(Queues.COLLECTED, true, false, false, Map.of());
        verify(channel).queueDeclare(Queues.FAILED, true, false, false, Map.of());
    }

    private void serverIs(String product) {
        when(channel.getConnection()).thenReturn(connection);
        when(connection.getServerProperties())
                .thenReturn(Map.of("product", LongStringHelper.asLongString(product)));
    }
}
