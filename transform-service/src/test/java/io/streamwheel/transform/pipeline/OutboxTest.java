package io.streamwheel.transform.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streamwheel.transport.PublishFailedException;
import io.streamwheel.transport.PublishFailedException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class OutboxTest {

    @Test
    void aFailureOfOneMessageIsTheFailureOfAll() throws Exception {
        List<CompletableFuture<Void>> confirms = new ArrayList<>();
        Outbox outbox = new Outbox((queue, body) -> later(confirms), 10, 100);
        outbox.send("q", new byte[1]);
        outbox.send("q", new byte[1]);
        confirms.get(0).complete(null);
        confirms.get(1).completeExceptionally(new PublishFailedException(Reason.TIMED_OUT, "slow"));

        assertThatThrownBy(outbox::awaitConfirms).isInstanceOf(PublishFailedException.class);
    }

    @Test
    void aFullWindowWaitsForItsConfirms() throws Exception {
        assertWaits(new Outbox((queue, body) -> later(confirms), 2, 1000), new byte[1]);
    }

    @Test
    void aWindowFullOfBytesWaitsForItsConfirms() throws Exception {
        assertWaits(new Outbox((queue, body) -> later(confirms), 100, 25), new byte[10]);
    }

    private final List<CompletableFuture<Void>> confirms =
            java.util.Collections.synchronizedList(new ArrayList<>());

    private void assertWaits(Outbox outbox, byte[] body) throws Exception {
        outbox.send("q", body);
        outbox.send("q", body);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Thread[] sender = new Thread[1];
            Future<?> third =
                    executor.submit(() -> {
                        sender[0] = Thread.currentThread();
                        outbox.send("q", body);
                        return null;
                    });
            Awaitility.await()
                    .until(() -> sender[0] != null && sender[0].getState() == Thread.State.WAITING);
            assertThat(confirms).hasSize(2);

            confirms.forEach(confirm -> confirm.complete(null));
            third.get(10, TimeUnit.SECONDS);
            assertThat(confirms).hasSize(3);
        }
    }

    private static CompletableFuture<Void> later(List<CompletableFuture<Void>> confirms) {
        CompletableFuture<Void> confirm = new CompletableFuture<>();
        confirms.add(confirm);
        return confirm;
    }
}
