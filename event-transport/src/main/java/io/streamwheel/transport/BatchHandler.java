package io.streamwheel.transport;

import java.util.List;

/** What a service does with the messages that it takes from a queue. */
@FunctionalInterface
public interface BatchHandler {

    /**
     * Handles messages in the order of the queue. When it returns, everything that came of them is
     * safe elsewhere and they are acknowledged. It must be idempotent: after a crash the same
     * messages come again.
     *
     * @throws HaltException the fault is ours (schema, rights, configuration): the consumer pauses
     *     and tries the same batch again later
     * @throws Exception anything else is transient: the same batch is tried again, with backoff,
     *     and nothing more is taken
     */
    void handle(List<Delivery> batch) throws Exception;
}
