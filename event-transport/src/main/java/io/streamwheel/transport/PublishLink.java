package io.streamwheel.transport;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ConfirmListener;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Return;
import com.rabbitmq.client.ShutdownSignalException;
import io.streamwheel.transport.PublishFailedException.Reason;
import java.io.IOException;
import java.util.Date;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection of a publisher, from its opening to its end, and the messages that wait for a
 * confirm on it, by sequence number. When it ends, so do they.
 */
final class PublishLink {

    private static final Logger LOG = LoggerFactory.getLogger(PublishLink.class);
    private static final int PERSISTENT = 2;

    private final Broker.Link link;
    private final Channel channel;
    private final ConcurrentNavigableMap<Long, PendingMessage> pending =
            new ConcurrentSkipListMap<>();
    private volatile @Nullable String blockedBy;
    private volatile @Nullable String endedBy;
    private volatile AmqpFailure failure = AmqpFailure.TRANSIENT;
    private final long openedAt = System.nanoTime();
    private volatile long lastConfirmAt = openedAt;

    private PublishLink(Broker.Link link, Channel channel) {
        this.link = link;
        this.channel = channel;
    }

    /**
     * Takes the connection over: declares the queues and switches confirms on. Closes it when that
     * is refused.
     */
    static PublishLink open(Broker.Link link, Topology topology) throws IOException {
        try {
            return prepare(link, topology);
        } catch (IOException | RuntimeException e) {
            link.close();
            throw e;
        }
    }

    private static PublishLink prepare(Broker.Link link, Topology topology) throws IOException {
        Connection connection = link.connection();
        Channel channel = connection.createChannel();
        if (channel == null) {
            throw new IOException("the broker allows no channel");
        }
        topology.declare(channel);
        channel.confirmSelect();
        PublishLink publisher = new PublishLink(link, channel);
        channel.addConfirmListener(publisher.new Confirms());
        channel.addReturnListener(publisher::returned);
        connection.addBlockedListener(publisher::blocked, publisher::unblocked);
        channel.addShutdownListener(publisher::ended);
        return publisher;
    }

    /** Writes to the socket, which may take as long as the broker likes. */
    void write(PendingMessage message) throws IOException {
        long number = channel.getNextPublishSeqNo();
        pending.put(number, message);
        BasicProperties properties =
                new BasicProperties.Builder()
                        .deliveryMode(PERSISTENT)
                        .correlationId(String.valueOf(number))
                        .timestamp(new Date())
                        .build();
        channel.basicPublish("", message.queue, true, properties, message.body);
    }

    private void settle(long number, boolean multiple, boolean confirmed) {
        lastConfirmAt = System.nanoTime();
        if (!multiple) {
            settle(pending.remove(number), confirmed);
            return;
        }
        ConcurrentNavigableMap<Long, PendingMessage> settled = pending.headMap(number, true);
        for (var first = settled.pollFirstEntry();
                first != null;
                first = settled.pollFirstEntry()) {
            settle(first.getValue(), confirmed);
        }
    }

    private static void settle(@Nullable PendingMessage message, boolean confirmed) {
        if (message == null) {
            return;
        }
        if (confirmed) {
            message.confirm();
        } else {
            message.fail(Reason.NACKED, "the broker refused a message for " + message.queue);
        }
    }

    /** RabbitMQ confirms after this, Qpid refuses: the message has failed either way. */
    private void returned(Return returned) {
        String number = returned.getProperties().getCorrelationId();
        PendingMessage message = number == null ? null : pending.get(Long.valueOf(number));
        if (message != null) {
            message.fail(
                    Reason.UNROUTABLE,
                    "no queue "
                            + message.queue
                            + ": "
                            + returned.getReplyCode()
                            + " "
                            + returned.getReplyText());
        }
    }

    private void blocked(String reason) {
        blockedBy = "the broker blocks publishing: " + reason;
        LOG.warn("{}", blockedBy);
    }

    private void unblocked() {
        blockedBy = null;
        LOG.info("The broker allows publishing again");
    }

    private void ended(ShutdownSignalException cause) {
        failure = AmqpFailure.ofOpen(cause);
        end(Causes.of(cause));
    }

    /** Fails everything that waits. */
    void end(String cause) {
        if (endedBy == null) {
            endedBy = cause;
        }
        for (var first = pending.pollFirstEntry();
                first != null;
                first = pending.pollFirstEntry()) {
            first.getValue().fail(Reason.DISCONNECTED, "the connection ended: " + cause);
        }
    }

    /** Why it has ended, if it has. */
    @Nullable String endedBy() {
        return endedBy;
    }

    /** What its end says about whose fault it is. */
    AmqpFailure failure() {
        return failure;
    }

    /** Whether the broker has taken or refused a message on it. */
    boolean hasSettled() {
        return lastConfirmAt != openedAt;
    }

    /** Why the broker does not want messages now, if so. */
    @Nullable String blockedBy() {
        return blockedBy;
    }

    /** Fails what was published before {@code deadline}; its confirm, if it comes, is harmless. */
    void failPublishedBefore(long deadline) {
        for (PendingMessage message : pending.values()) {
            if (message.publishedAt - deadline > 0) {
                return;
            }
            message.fail(Reason.TIMED_OUT, "no confirm in time for a message for " + message.queue);
        }
    }

    /**
     * Cuts the connection when messages wait and none was confirmed since {@code deadline}, unless
     * the broker has said that it will be a while.
     */
    void severIfSilentSince(long deadline) {
        var oldest = pending.firstEntry();
        if (oldest != null
                && blockedBy == null
                && endedBy == null
                && oldest.getValue().publishedAt - deadline < 0
                && lastConfirmAt - deadline < 0) {
            end("the broker has stopped confirming");
            link.sever();
        }
    }

    /** Ends it politely. */
    void close() {
        try {
            link.close();
        } catch (AlreadyClosedException e) {
            LOG.debug("The connection was closed already", e);
        } finally {
            end("the publisher closes its connection");
        }
    }

    void sever() {
        link.sever();
    }

    private final class Confirms implements ConfirmListener {

        @Override
        public void handleAck(long number, boolean multiple) {
            settle(number, multiple, true);
        }

        @Override
        public void handleNack(long number, boolean multiple) {
            settle(number, multiple, false);
        }
    }
}
