package io.streamwheel.standalone.faults;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the door said about each event id. A copy that was answered 2xx is acknowledged and must be
 * there; one whose answer was 5xx, or got lost, may be there or not.
 */
final class Ledger {

    /** Ids that begin so cannot be used by the pipeline, and have to fail. */
    static final String BAD = "bad-";

    static final class Account {
        final AtomicInteger acknowledged = new AtomicInteger();
        final AtomicInteger uncertain = new AtomicInteger();

        boolean mustBeThere() {
            return acknowledged.get() > 0;
        }

        boolean mayBeThere() {
            return mustBeThere() || uncertain.get() > 0;
        }
    }

    private final Map<String, Account> accounts = new ConcurrentHashMap<>();
    private final Queue<String> unexpected = new ConcurrentLinkedQueue<>();
    private final AtomicLong lastAcknowledgedAt = new AtomicLong(System.nanoTime());
    private final AtomicLong slowest = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();

    void acknowledged(Collection<String> ids) {
        ids.forEach(id -> account(id).acknowledged.incrementAndGet());
        acknowledged.addAndGet(ids.size());
        lastAcknowledgedAt.set(System.nanoTime());
    }

    void uncertain(Collection<String> ids) {
        ids.forEach(id -> account(id).uncertain.incrementAndGet());
    }

    /** Something was seen that must not be. */
    void unexpected(String what) {
        unexpected.add(what);
    }

    void took(Duration time) {
        slowest.accumulateAndGet(time.toMillis(), Math::max);
    }

    private Account account(String id) {
        return accounts.computeIfAbsent(id, _ -> new Account());
    }

    Map<String, Account> accounts() {
        return accounts;
    }

    /** Copies, bad ones or good ones, that were acknowledged. */
    long acknowledgedCopies() {
        return acknowledged.get();
    }

    long uncertainCopies() {
        return accounts.values().stream().mapToLong(each -> each.uncertain.get()).sum();
    }

    long lastAcknowledgedAt() {
        return lastAcknowledgedAt.get();
    }

    long slowestMillis() {
        return slowest.getAndSet(0);
    }

    List<String> unexpected() {
        return List.copyOf(unexpected);
    }
}
