package io.streamwheel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ITServers {

    @Test
    void everyDatabaseIsNewAndItsUserMayMakeRoles() throws SQLException {
        TestDatabase first = Servers.newDatabase();
        TestDatabase second = Servers.newDatabase();
        assertThat(first.jdbcUrl()).isNotEqualTo(second.jdbcUrl());
        for (TestDatabase each : new TestDatabase[] {first, second}) {
            try (java.sql.Connection connection =
                            DriverManager.getConnection(
                                    each.jdbcUrl(), each.username(), each.password());
                    java.sql.Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE thing (id int)");
                connection.setAutoCommit(false);
                statement.execute("CREATE ROLE streamwheel_test_role");
                connection.rollback();
            }
        }
    }

    @Test
    void purgingEmptiesQueuesAndForgivesAbsentOnes() throws Exception {
        String queue = "test.purge." + UUID.randomUUID();
        try (Connection connection = Servers.broker().newConnection();
                Channel channel = connection.createChannel()) {
            channel.queueDeclare(queue, false, false, false, null);
            channel.confirmSelect();
            channel.basicPublish("", queue, null, new byte[1]);
            channel.waitForConfirmsOrDie(10_000);

            Servers.purge(queue + ".absent", queue);

            assertThat(channel.queueDeclarePassive(queue).getMessageCount()).isZero();
            channel.queueDelete(queue);
        }
    }

    @Test
    void springIsLedToTheSameBroker() {
        assertThat(Servers.brokerProperties())
                .containsEntry("spring.rabbitmq.host", Servers.broker().getHost())
                .containsEntry("spring.rabbitmq.port", Servers.broker().getPort())
                .containsEntry("spring.rabbitmq.virtual-host", Servers.broker().getVirtualHost());
    }
}
