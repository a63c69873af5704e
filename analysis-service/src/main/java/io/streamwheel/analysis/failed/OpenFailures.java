package io.streamwheel.analysis.failed;

import io.streamwheel.analysis.pipeline.Fate;
import io.streamwheel.analysis.pipeline.Increments;
import io.streamwheel.analysis.site.SiteId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Failed events that are open, locked until the transaction ends: the only ones whose replay may
 * still decide something.
 */
public final class OpenFailures {

    /** None at all. */
    public static final OpenFailures NONE = new OpenFailures(Map.of());

    private static final String LOCK =
            """
            SELECT failed_id, site_id, copy_id, reason, job_id FROM failed_event
            WHERE failed_id = ANY (?) AND site_id IS NOT NULL AND state = 'open'
            ORDER BY failed_id FOR UPDATE
            """;

    private static final String RESOLVE =
            """
            UPDATE failed_event AS f SET state = 'resolved', fate = n.fate, changed_at = now(), job_id = NULL
            FROM unnest(?, ?) AS n (failed_id, fate) WHERE f.failed_id = n.failed_id
            """;

    private record Failure(
            long failedId, SiteId site, long copyId, String reason, @Nullable Long jobId) {}

    private final Map<Long, Failure> byId;

    private OpenFailures(Map<Long, Failure> byId) {
        this.byId = byId;
    }

    /** Those of {@code failedIds} that are open. Waits for whoever decides about one of them. */
    public static OpenFailures lock(Connection connection, Collection<Long> failedIds)
            throws SQLException {
        if (failedIds.isEmpty()) {
            return NONE;
        }
        Map<Long, Failure> byId = new HashMap<>();
        Sql.query(
                        connection,
                        LOCK,
                        row ->
                                new Failure(
                                        row.getLong("failed_id"),
                                        new SiteId(row.getInt("site_id")),
                                        row.getLong("copy_id"),
                                        row.getString("reason"),
                                        Sql.longOrNull(row, "job_id")),
                        (Object) failedIds.toArray(Long[]::new))
                .forEach(failure -> byId.put(failure.failedId(), failure));
        return new OpenFailures(byId);
    }

    /** Whether it is open, and is what the replay says that it is: of that site and that copy. */
    public boolean isOpen(long failedId, @Nullable SiteId site, long copyId) {
        Failure failure = byId.get(failedId);
        return failure != null && failure.site().equals(site) && failure.copyId() == copyId;
    }

    /**
     * Takes them from the failed ones. Whoever calls counts the fates.
     *
     * @param fates by the number of the failed event, of open ones
     */
    public void resolve(Connection connection, Map<Long, Fate> fates, Increments increments)
            throws SQLException {
        Sql.update(
                connection,
                RESOLVE,
                fates.keySet().toArray(Long[]::new),
                fates.values().stream().map(Fate::slug).toArray(String[]::new));
        Map<Long, Integer> byJob = new TreeMap<>();
        for (long failedId : fates.keySet()) {
            Failure failure = get(failedId);
            increments.remove(failure.site(), Fate.FAILED, failure.reason());
            if (failure.jobId() instanceof Long jobId) {
                byJob.merge(jobId, 1, Integer::sum);
            }
        }
        ReplayJobs.countResolved(connection, byJob);
    }

    /**
     * Notes that they failed again, which changes no total.
     *
     * @param reasons the new ones, by the number of the failed event
     */
    void failAgain(Connection connection, Map<Long, String> reasons, Increments increments)
            throws SQLException {
        Map<Long, Integer> byJob = new TreeMap<>();
        reasons.forEach((failedId, reason) -> {
            Failure failure = get(failedId);
            increments.remove(failure.site(), Fate.FAILED, failure.reason());
            increments.add(failure.site(), Fate.FAILED, reason);
            if (failure.jobId() instanceof Long jobId) {
                byJob.merge(jobId, 1, Integer::sum);
            }
        });
        ReplayJobs.countFailedAgain(connection, byJob);
    }

    private Failure get(long failedId) {
        Failure failure = byId.get(failedId);
        if (failure == null) {
            throw new IllegalArgumentException("not an open failed event: " + failedId);
        }
        return failure;
    }
}
