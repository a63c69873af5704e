package io.streamwheel.transport;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.streamwheel.testkit.Servers;

/** The broker of these tests, and what they do with it. */
final class TestBroker {

    private TestBroker() {}

    static ConnectionFactory factory() {
        return Servers.broker();
    }

    static Broker broker(String service) {
        return new Broker(factory(), service);
    }

    static boolean isRabbitMq() throws Exception {
        try (Connection connection = factory().newConnection("test")) {
            return String.valueOf(connection.getServerProperties().get("product"))
                    .equals("RabbitMQ");
        }
    }

    /** Does something on a channel of its own. */
    static void with(Action action) throws Exception {
        try (Connection connection = factory().newConnection("test");
                Channel channel = connection.createChannel()) {
            action.on(channel);
        }
    }

    /** Qpid complains where there is none. */
    static void deleteQueue(String queue) throws Exception {
        with(channel -> {
            Topology.of(queue).declare(channel);
            channel.queueDelete(queue);
        });
    }

    interface Action {
        void on(Channel channel) throws Exception;
    }
}
