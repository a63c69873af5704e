package io.streamwheel.analysis.console;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How long a log-in has to wait for its answer. Each failure doubles it, for the account up to two
 * seconds and for the address up to eight, so that guessing is slow and nobody can keep the
 * operator out. A try counts as failed from its beginning, so that many at once gain nothing; an
 * address that has too many under way is sent away.
 */
final class LogInDelays {

    static final Duration LONGEST_OF_ACCOUNT = Duration.ofSeconds(2);
    static final Duration LONGEST_OF_ADDRESS = Duration.ofSeconds(8);
    static final int MOST_AT_ONCE = 16;

    private static final Duration FIRST = Duration.ofMillis(250);
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(15);
    private static final int MOST_REMEMBERED = 10_000;

    private final Cache<String, AtomicInteger> failures;
    private final Cache<String, AtomicInteger> underWay;

    LogInDelays(Ticker ticker) {
        failures =
                Caffeine.newBuilder()
                        .ticker(ticker)
                        .maximumSize(MOST_REMEMBERED)
                        .expireAfterWrite(FORGOTTEN_AFTER)
                        .build();
        underWay =
                Caffeine.newBuilder()
                        .ticker(ticker)
                        .maximumSize(MOST_REMEMBERED)
                        .expireAfterAccess(FORGOTTEN_AFTER)
                        .build();
    }

    /** Whether the address has room for one more; then {@link #leave} must follow. */
    boolean enter(String address) {
        AtomicInteger now = underWay.get(address, key -> new AtomicInteger());
        if (now.incrementAndGet() <= MOST_AT_ONCE) {
            return true;
        }
        now.decrementAndGet();
        return false;
    }

    void leave(String address) {
        AtomicInteger now = underWay.getIfPresent(address);
        if (now != null) {
            now.updateAndGet(count -> Math.max(0, count - 1));
        }
    }

    /** Counts a try as a failure and says how long to wait before it is looked at. */
    Duration begin(String account, String address) {
        Duration ofAccount = delay(counted("account " + account), LONGEST_OF_ACCOUNT);
        Duration ofAddress = delay(counted("address " + address), LONGEST_OF_ADDRESS);
        return ofAccount.compareTo(ofAddress) > 0 ? ofAccount : ofAddress;
    }

    /** Forgets the failures of both. */
    void succeeded(String account, String address) {
        failures.invalidate("account " + account);
        failures.invalidate("address " + address);
    }

    /** How many there were before this one. */
    private int counted(String key) {
        return failures.get(key, unknown -> new AtomicInteger()).getAndIncrement();
    }

    private static Duration delay(int before, Duration longest) {
        if (before == 0) {
            return Duration.ZERO;
        }
        Duration delay = FIRST.multipliedBy(1L << Math.min(before - 1, 10));
        return delay.compareTo(longest) > 0 ? longest : delay;
    }
}
