package io.streamwheel.transport;

import com.rabbitmq.client.Channel;
import io.streamwheel.event.Queues;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * The queues that a service needs. Durable; on RabbitMQ quorum queues whose broker-side dead
 * letters go to {@code events.failed}, elsewhere without the arguments that only RabbitMQ knows.
 */
public final class Topology {

    /**
     * RabbitMQ 4 dead-letters after twenty deliveries unless told otherwise. A batch that is given
     * back every five minutes while the database is away for hours must not go that way.
     */
    private static final int DELIVERY_LIMIT = 100_000;

    private static final Map<String, Object> FAILED_ON_RABBITMQ =
            Map.of("x-queue-type", "quorum", "x-delivery-limit", DELIVERY_LIMIT);
    private static final Map<String, Object> OTHERS_ON_RABBITMQ =
            Map.of(
                    "x-queue-type",
                    "quorum",
                    "x-delivery-limit",
                    DELIVERY_LIMIT,
                    "x-dead-letter-exchange",
                    "",
                    "x-dead-letter-routing-key",
                    Queues.FAILED);

    private final List<String> queues;

    private Topology(List<String> queues) {
        this.queues = queues;
    }

    public static Topology of(String... queues) {
        return new Topology(List.of(queues));
    }

    List<String> queues() {
        return queues;
    }

    /**
     * Declares every queue; harmless when they are there. A queue that exists with other arguments
     * closes the channel.
     */
    void declare(Channel channel) throws IOException {
        boolean rabbitMq = isRabbitMq(channel.getConnection().getServerProperties());
        for (String queue : queues) {
            channel.queueDeclare(
                    queue, true, false, false, rabbitMq ? onRabbitMq(queue) : Map.of());
        }
    }

    private static boolean isRabbitMq(Map<String, Object> serverProperties) {
        return "RabbitMQ".equals(String.valueOf(serverProperties.get("product")));
    }

    private static Map<String, Object> onRabbitMq(String queue) {
        return queue.equals(Queues.FAILED) ? FAILED_ON_RABBITMQ : OTHERS_ON_RABBITMQ;
    }
}
