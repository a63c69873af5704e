package io.streamwheel.ingest.http;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Token buckets by name: each refills at a steady rate and holds ten seconds of it, for bursts. Few
 * are kept: a stranger with many names gets new buckets, not our memory.
 */
final class RateLimits {

    private static final int BURST_SECONDS = 10;
    private static final int MOST_BUCKETS = 100_000;

    private final long perSecond;
    private final LoadingCache<String, Bucket> buckets;

    /**
     * @param perSecond tokens a second and name; 0 for no limit
     */
    RateLimits(long perSecond) {
        this.perSecond = perSecond;
        buckets =
                Caffeine.newBuilder()
                        .maximumSize(MOST_BUCKETS)
                        // A bucket that nobody touched for so long is full again.
                        .expireAfterAccess(Duration.ofSeconds(2 * BURST_SECONDS))
                        .build(name -> newBucket());
    }

    /**
     * How much may come.
     *
     * @param requestsPerAddress requests a second from one address, this machine's own excepted; 0
     *     for no limit
     * @param eventsPerKey events a second with one key; 0 for no limit
     */
    @ConfigurationProperties("streamwheel.ingest.rate-limit")
    record Settings(
            @DefaultValue("300") long requestsPerAddress, @DefaultValue("0") long eventsPerKey) {

        Settings {
            if (requestsPerAddress < 0 || eventsPerKey < 0) {
                throw new IllegalArgumentException(
                        "streamwheel.ingest.rate-limit must not be negative");
            }
        }
    }

    /**
     * What a name was told.
     *
     * @param allowed whether it may go on
     * @param remaining tokens that are left
     * @param retryAfterSeconds when there are enough again; at least 1
     */
    record Verdict(boolean allowed, long remaining, long retryAfterSeconds) {}

    boolean areOff() {
        return perSecond == 0;
    }

    /** Tokens that a full bucket holds. */
    long burst() {
        return perSecond * BURST_SECONDS;
    }

    /** Seconds in which an empty bucket fills. */
    static int window() {
        return BURST_SECONDS;
    }

    /** Takes tokens, or none when there are too few. More than a bucket holds takes all of it. */
    Verdict take(String name, long tokens) {
        var probe = buckets.get(name).tryConsumeAndReturnRemaining(Math.clamp(tokens, 1, burst()));
        long wait = Duration.ofNanos(probe.getNanosToWaitForRefill()).plusMillis(999).toSeconds();
        return new Verdict(probe.isConsumed(), probe.getRemainingTokens(), Math.max(1, wait));
    }

    private Bucket newBucket() {
        return Bucket.builder()
                .addLimit(limit ->
                        limit.capacity(burst()).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .build();
    }
}
