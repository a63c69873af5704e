package io.streamwheel.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.MessageProperties;
import com.rabbitmq.client.PossibleAuthenticationFailureException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ITEmbeddedBroker {

    private static final String QUEUE = "numbers";

    @TempDir Path directory;

    @Test
    void confirmedMessagesOutliveARestart() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0)) {
            publish(broker, 100, new byte[] {7});
        }
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0);
                Connection connection = factory(broker).newConnection();
                Channel channel = connection.createChannel()) {
            assertThat(channel.queueDeclarePassive(QUEUE).getMessageCount()).isEqualTo(100);
            GetResponse first = channel.basicGet(QUEUE, true);
            assertThat(first.getBody()).containsExactly(7);
        }
    }

    @Test
    void bodiesOfAMegabytePass() throws Exception {
        byte[] body = new byte[1 << 20];
        Arrays.fill(body, (byte) 42);
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0)) {
            publish(broker, 3, body);
            try (Connection connection = factory(broker).newConnection();
                    Channel channel = connection.createChannel()) {
                assertThat(channel.basicGet(QUEUE, true).getBody()).isEqualTo(body);
            }
        }
    }

    @Test
    void aWrongPasswordIsRefused() {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0)) {
            ConnectionFactory factory = factory(broker);
            factory.setPassword("guess");
            assertThatThrownBy(factory::newConnection)
                    .isInstanceOf(PossibleAuthenticationFailureException.class);
            factory.setUsername("anonymous");
            assertThatThrownBy(factory::newConnection)
                    .isInstanceOf(PossibleAuthenticationFailureException.class);
        }
    }

    @Test
    void listensOnTheLoopbackAddressOnly() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0)) {
            for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
                for (InetAddress address : each.inetAddresses().toList()) {
                    if (!address.isLoopbackAddress()) {
                        assertThatThrownBy(() -> new Socket(address, broker.port()).close())
                                .as("%s", address)
                                .isInstanceOf(java.io.IOException.class);
                    }
                }
            }
        }
    }

    @Test
    void aPortInUseIsSaidAtOnce() {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("a"), 0)) {
            assertThatThrownBy(() ->
                            EmbeddedBroker.start(directory.resolve("b"), broker.port()).close())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(String.valueOf(broker.port()));
        }
    }

    @Test
    void closingTwiceIsHarmless() {
        EmbeddedBroker broker = EmbeddedBroker.start(directory, 0);
        broker.close();
        broker.close();
        assertThatThrownBy(() -> factory(broker).newConnection())
                .isInstanceOf(java.net.ConnectException.class);
    }

    private static void publish(EmbeddedBroker broker, int count, byte[] body) throws Exception {
        try (Connection connection = factory(broker).newConnection();
                Channel channel = connection.createChannel()) {
            assertThat(connection.getHeartbeat()).isEqualTo(5);
            channel.confirmSelect();
            channel.queueDeclare(QUEUE, true, false, false, Map.of("x-unknown", "ignored"));
            for (int i = 0; i < count; i++) {
                channel.basicPublish("", QUEUE, true, MessageProperties.PERSISTENT_BASIC, body);
            }
            channel.waitForConfirmsOrDie(10_000);
        }
    }

    private static ConnectionFactory factory(EmbeddedBroker broker) {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(broker.port());
        factory.setUsername(broker.username());
        factory.setPassword(broker.password());
        factory.setRequestedHeartbeat(5);
        return factory;
    }
}
