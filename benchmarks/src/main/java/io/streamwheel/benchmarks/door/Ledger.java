package io.streamwheel.benchmarks.door;

import com.rabbitmq.client.CancelCallback;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DeliverCallback;
import io.streamwheel.benchmarks.stack.PrivateBroker;
import io.streamwheel.event.CollectedEnvelope;
import io.streamwheel.event.CollectedEvent;
import io.streamwheel.event.MalformedEnvelopeException;
import io.streamwheel.event.Queues;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Takes everything out of the queue of collected events, and holds it against what was confirmed.
 */
final class Ledger {

    private static final int SILENCE_SECONDS = 2;

    private final PrivateBroker broker;

    Ledger(PrivateBroker broker) {
        this.broker = broker;
    }

    /**
     * What lay in the queue.
     *
     * @param envelopes messages
     * @param events of the run that was asked for
     * @param twice those of them whose id another has too
     */
    record Found(int envelopes, int events, int twice) {

        /**
         * What is wrong; empty when nothing is. Events that were under way when the load ended may
         * be there without having been confirmed.
         */
        String fault(long confirmed, long underWay) {
            int once = events - twice;
            if (once < confirmed) {
                return (confirmed - once) + " confirmed events are not in the queue";
            }
            if (twice > 0) {
                return twice + " events are in the queue twice";
            }
            return once > confirmed + underWay ? (once - confirmed) + " events too many" : "";
        }
    }

    Found drain(String run) throws IOException, TimeoutException, InterruptedException {
        BlockingQueue<byte[]> messages = new LinkedBlockingQueue<>();
        Set<String> ids = new HashSet<>();
        int envelopes = 0;
        int events = 0;
        try (Connection connection = broker.connect();
                Channel channel = connection.createChannel()) {
            DeliverCallback take = (_, message) -> messages.add(message.getBody());
            CancelCallback gone = _ -> {};
            channel.basicConsume(Queues.COLLECTED, true, take, gone);
            byte[] message;
            while ((message = messages.poll(SILENCE_SECONDS, TimeUnit.SECONDS)) != null) {
                envelopes++;
                for (CollectedEvent event : CollectedEnvelope.decode(message)) {
                    if (event.id().startsWith(run + "-")) {
                        events++;
                        ids.add(event.id());
                    }
                }
            }
        } catch (MalformedEnvelopeException e) {
            throw new IllegalStateException("a message is no envelope", e);
        }
        return new Found(envelopes, events, events - ids.size());
    }
}
