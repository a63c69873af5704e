package io.streamwheel.analysis.jdbc;

import io.streamwheel.analysis.model.Build;
import io.streamwheel.analysis.model.BuildLog;
import io.streamwheel.analysis.model.IncompleteModelException;
import io.streamwheel.analysis.model.ModelStore;
import io.streamwheel.analysis.model.ScoreCard;
import io.streamwheel.analysis.model.ServedModel;
import io.streamwheel.analysis.model.itemitem.ItemItemModel;
import io.streamwheel.analysis.model.itemitem.ItemItemScorer;
import io.streamwheel.analysis.model.popularity.PopularityModel;
import io.streamwheel.analysis.site.SiteId;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tables {@code item_neighbor}, {@code item_popularity} and {@code current_model}. A version
 * becomes visible in the commit that also makes it current.
 */
final class JdbcModelStore implements ModelStore {

    private static final int FETCH = 10_000;

    private static final String MAKE_CURRENT =
            """
            INSERT INTO current_model (site_id, version) VALUES (?, ?)
            ON CONFLICT (site_id) DO UPDATE SET version = EXCLUDED.version, activated_at = now()
            """;

    private static final String DELETE_OLD_NEIGHBORS =
            """
            DELETE FROM item_neighbor WHERE version IN (SELECT build_id FROM model_build b WHERE %s)
            """;

    private static final String DELETE_OLD_POPULARITY =
            """
            DELETE FROM item_popularity WHERE version IN (SELECT build_id FROM model_build b WHERE %s)
            """;

    private static final String FORGET_CARD =
            """
            UPDATE model_build b SET score_card = NULL WHERE %s
            """;

    /** The versions of a site that are neither among the newest nor served. */
    private static final String OLD =
            """
            b.site_id = ? AND b.score_card IS NOT NULL AND b.build_id NOT IN (SELECT version FROM current_model)
            AND b.build_id NOT IN (SELECT build_id FROM model_build WHERE site_id = ? AND state = 'succeeded'
                                   ORDER BY build_id DESC LIMIT ?)
            """;

    private static final String ACTIVATE =
            """
            UPDATE current_model c SET version = b.build_id, activated_at = now()
            FROM model_build b
            WHERE c.site_id = ? AND b.site_id = c.site_id AND b.build_id = ? AND b.state = 'succeeded'
                  AND b.score_card IS NOT NULL
            """;

    private static final String BEFORE =
            """
            SELECT build_id FROM model_build
            WHERE site_id = ? AND build_id < ? AND state = 'succeeded' AND score_card IS NOT NULL
            ORDER BY build_id DESC
            """;

    /** Of a server that has all weights and still writes them. */
    private static final Duration LONGEST_ANSWER = Duration.ofMinutes(10);

    /** The pool takes it back when the connection is returned. */
    private static final ConnectionCallback<@Nullable Void> BE_PATIENT =
            connection -> {
                connection.setNetworkTimeout(Runnable::run, (int) LONGEST_ANSWER.toMillis());
                return null;
            };

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final BuildLog builds;
    private final ModelRows rows;

    JdbcModelStore(DataSource source, PlatformTransactionManager transactions, BuildLog builds) {
        jdbc = new JdbcTemplate(source);
        jdbc.setFetchSize(FETCH);
        transaction = new TransactionTemplate(transactions);
        this.builds = builds;
        rows = new ModelRows(jdbc);
    }

    @Override
    public boolean publish(Build finished, ServedModel model, int keptVersions) {
        return Boolean.TRUE.equals(
                transaction.execute(status -> {
                    if (!builds.note(finished)) {
                        return false;
                    }
                    // A million weights on a busy machine take longer than a request may.
                    jdbc.execute(JdbcTrainingReader.UNHURRIED);
                    jdbc.execute(BE_PATIENT);
                    rows.write(model);
                    jdbc.update(MAKE_CURRENT, finished.site().value(), model.version());
                    deleteOld(finished.site(), keptVersions);
                    return true;
                }));
    }

    /** The build's row stays, as a record; without score card it is no version any more. */
    private void deleteOld(SiteId site, int kept) {
        for (String each : List.of(DELETE_OLD_NEIGHBORS, DELETE_OLD_POPULARITY, FORGET_CARD)) {
            jdbc.update(each.formatted(OLD), site.value(), site.value(), kept);
        }
    }

    @Override
    public Optional<ServedModel> load(SiteId site, long version) {
        return Optional.ofNullable(
                transaction.execute(
                        status -> builds.find(site, version).map(this::load).orElse(null)));
    }

    private @Nullable ServedModel load(Build build) {
        ScoreCard card = build.scoreCard();
        if (card == null || build.chosen() == null || build.finishedAt() == null) {
            return null;
        }
        PopularityModel popular = rows.popularity(build.id());
        if (popular.size() != card.popularityRows()) {
            throw new IncompleteModelException(
                    build.id(), popular.size() + " of " + card.popularityRows() + " popular items");
        }
        if (card.popularityChecksum() != null && popular.checksum() != card.popularityChecksum()) {
            throw new IncompleteModelException(
                    build.id(), "the checksum of the popular items differs");
        }
        ItemItemScorer scorer = null;
        if (card.neighborRows() > 0) {
            ItemItemModel neighbors = neighbors(build.id(), build.chosen(), popular);
            if (neighbors.size() != card.neighborRows()) {
                throw new IncompleteModelException(
                        build.id(), neighbors.size() + " of " + card.neighborRows() + " weights");
            }
            if (neighbors.checksum() != card.checksum()) {
                throw new IncompleteModelException(
                        build.id(), "the checksum of the weights differs");
            }
            scorer = new ItemItemScorer(neighbors);
        }
        return new ServedModel(build.id(), build.chosen(), build.finishedAt(), scorer, popular);
    }

    private ItemItemModel neighbors(long version, String name, PopularityModel popular) {
        try {
            return rows.neighbors(version, name, popular.items());
        } catch (IllegalArgumentException broken) {
            throw new IncompleteModelException(version, String.valueOf(broken.getMessage()));
        }
    }

    @Override
    public Map<SiteId, Long> current() {
        Map<SiteId, Long> current = new HashMap<>();
        jdbc.query(
                "SELECT site_id, version FROM current_model",
                row -> {
                    current.put(new SiteId(row.getInt(1)), row.getLong(2));
                });
        return current;
    }

    @Override
    public List<Long> before(SiteId site, long version) {
        return jdbc.query(BEFORE, (row, _) -> row.getLong(1), site.value(), version);
    }

    @Override
    public boolean activate(SiteId site, long version) {
        return jdbc.update(ACTIVATE, site.value(), version) == 1;
    }
}
