package io.streamwheel.analysis.console.failed;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import io.streamwheel.analysis.failed.ReplayBench;
import io.streamwheel.event.CollectedEnvelope;
import io.streamwheel.event.CollectedEvent;
import io.streamwheel.event.EnrichedEnvelope;
import io.streamwheel.event.FailedEnvelope;
import io.streamwheel.event.FailedEvent;
import io.streamwheel.event.FailedEvent.Stage;
import io.streamwheel.event.MalformedEnvelopeException;
import io.streamwheel.event.Queues;
import io.streamwheel.testkit.Servers;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * Takes from the first queue what the transform stage would, and hands it on as that does: what
 * names an item is good, and anything else fails.
 */
final class StandInTransform implements AutoCloseable {

    private final Connection connection;

    StandInTransform() throws Exception {
        connection = Servers.broker().newConnection("test/transform");
        Channel channel = connection.createChannel();
        channel.basicConsume(Queues.COLLECTED, new Taker(channel));
    }

    private static final class Taker extends DefaultConsumer {

        Taker(Channel channel) {
            super(channel);
        }

        @Override
        public void handleDelivery(
                String tag, Envelope envelope, AMQP.BasicProperties properties, byte[] body)
                throws IOException {
            for (CollectedEvent event : decoded(body)) {
                if (event.payload().toText().contains("itemId")) {
                    getChannel()
                            .basicPublish(
                                    "",
                                    Queues.ENRICHED,
                                    null,
                                    EnrichedEnvelope.encode(List.of(ReplayBench.enriched(event))));
                } else {
                    getChannel()
                            .basicPublish(
                                    "",
                                    Queues.FAILED,
                                    null,
                                    FailedEnvelope.encode(List.of(failed(event))));
                }
            }
            getChannel().basicAck(envelope.getDeliveryTag(), false);
        }

        private static List<CollectedEvent> decoded(byte[] body) throws IOException {
            try {
                return CollectedEnvelope.decode(body);
            } catch (MalformedEnvelopeException e) {
                throw new IOException(e);
            }
        }
    }

    private static FailedEvent failed(CollectedEvent event) {
        return new FailedEvent(
                event.site(),
                event.id(),
                event.copyId(),
                Stage.TRANSFORM,
                "missing-field",
                "itemId is missing.",
                event.receivedAt(),
                Instant.now(),
                event.payload(),
                false,
                event.origin());
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
