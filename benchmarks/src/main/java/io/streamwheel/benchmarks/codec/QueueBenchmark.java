package io.streamwheel.benchmarks.codec;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import io.streamwheel.benchmarks.sample.ShopEvents;
import io.streamwheel.benchmarks.stack.Cpu;
import io.streamwheel.benchmarks.stack.PrivateBroker;
import io.streamwheel.benchmarks.stack.Scratch;
import io.streamwheel.event.CollectedEnvelope;
import io.streamwheel.event.CollectedEvent;
import io.streamwheel.event.MalformedEnvelopeException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Envelopes through a quorum queue, plain and with zstd, in turns: encoded and published with
 * confirms by one thread, taken, decoded and acknowledged by another.
 */
public final class QueueBenchmark {

    private static final int BATCHES = 32;
    private static final int WINDOW = 64;
    private static final int PREFETCH = 64;
    private static final int ACKNOWLEDGED_AT_ONCE = 16;
    private static final long CONFIRM_MILLIS = 30_000;
    private static final BasicProperties PERSISTENT =
            new BasicProperties.Builder().deliveryMode(2).build();

    private QueueBenchmark() {}

    /** Takes {@code ROUNDS SECONDS}, 3 and 4 when absent; prints events/s and CPU an event. */
    public static void main(String[] arguments) throws Exception {
        System.setProperty("logback.configurationFile", "benchmarks-logback.xml");
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 4;
        try (Scratch scratch = Scratch.make("queue-benchmark")) {
            PrivateBroker broker = PrivateBroker.start(scratch);
            for (int envelope : new int[] {50, 200, 500}) {
                for (int round = 0; round <= rounds; round++) {
                    for (Form form : Form.values()) {
                        String turn = turn(broker, form, envelope, seconds);
                        System.out.printf(
                                "%s %3d events an envelope, %-5s %s%n",
                                round == 0 ? "warm-up" : "round " + round, envelope, form, turn);
                    }
                }
            }
        }
    }

    private static String turn(PrivateBroker broker, Form form, int envelope, int seconds)
            throws Exception {
        ShopEvents source = new ShopEvents(1);
        List<List<CollectedEvent>> batches =
                Stream.generate(() -> source.collected(envelope)).limit(BATCHES).toList();
        String queue = "compression.%s.%d".formatted(form, envelope); // whose leftovers are its own
        try (Connection to = broker.connect();
                Connection from = broker.connect();
                Form.Codec codec = form.codec()) {
            Channel out = to.createChannel();
            out.queueDeclare(queue, true, false, false, Map.of("x-queue-type", "quorum"));
            out.queuePurge(queue);
            out.confirmSelect();
            Taker taker = new Taker(from.createChannel(), queue, form, sizeOf(batches));
            Cpu ownBefore = Cpu.ofThisProcess();
            Cpu brokerBefore = broker.cpu();
            long start = System.nanoTime();
            long bytes = 0;
            int sent = 0;
            while (System.nanoTime() - start < TimeUnit.SECONDS.toNanos(seconds)) {
                byte[] message = codec.pack(CollectedEnvelope.encode(batches.get(sent % BATCHES)));
                out.basicPublish("", queue, PERSISTENT, message);
                bytes += message.length;
                if (++sent % WINDOW == 0) {
                    out.waitForConfirmsOrDie(CONFIRM_MILLIS);
                }
            }
            out.waitForConfirmsOrDie(CONFIRM_MILLIS);
            taker.await(sent);
            double events = (double) sent * envelope;
            return "%,9.0f events/s, %.0f bytes an event, CPU an event: both ends %.1f, broker %.1f us"
                    .formatted(
                            events / ((System.nanoTime() - start) / 1e9),
                            bytes / events,
                            Cpu.ofThisProcess().minus(ownBefore).seconds() * 1e6 / events,
                            broker.cpu().minus(brokerBefore).seconds() * 1e6 / events);
        }
    }

    /** The largest of them, which is what a buffer must hold. */
    private static int sizeOf(List<List<CollectedEvent>> batches) {
        return batches.stream()
                .mapToInt(each -> CollectedEnvelope.encode(each).length)
                .max()
                .orElse(0);
    }

    /** Takes, decodes and acknowledges. */
    private static final class Taker extends DefaultConsumer {

        private final Form.Codec codec;
        private final int size;
        private final CountDownLatch failed = new CountDownLatch(1);
        private volatile int taken;

        Taker(Channel channel, String queue, Form form, int size) throws IOException {
            super(channel);
            codec = form.codec();
            this.size = size;
            channel.basicQos(PREFETCH);
            channel.basicConsume(queue, false, this);
        }

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate") // by the consumer's thread alone
        public void handleDelivery(
                String tag, Envelope envelope, BasicProperties properties, byte[] body)
                throws IOException {
            try {
                CollectedEnvelope.decode(codec.unpack(body, size));
            } catch (MalformedEnvelopeException e) {
                failed.countDown();
                throw new IOException(e);
            }
            taken++;
            if (taken % ACKNOWLEDGED_AT_ONCE == 0) {
                getChannel().basicAck(envelope.getDeliveryTag(), true);
            }
        }

        void await(int sent) throws InterruptedException {
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CONFIRM_MILLIS);
            while (taken < sent) {
                if (failed.await(1, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
                    throw new IllegalStateException(
                            "%d messages sent, %d taken".formatted(sent, taken));
                }
            }
            codec.close();
        }
    }
}
