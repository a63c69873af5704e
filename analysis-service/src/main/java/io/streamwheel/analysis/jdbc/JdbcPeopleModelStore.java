package io.streamwheel.analysis.jdbc;

import io.streamwheel.analysis.people.PeopleModel;
import io.streamwheel.analysis.people.PeopleModelStore;
import io.streamwheel.analysis.site.SiteId;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Keeps table {@code people_model}: one row per site, the newest. */
final class JdbcPeopleModelStore implements PeopleModelStore {

    private static final String FIND =
            "SELECT name, trained_at, weights, score_card FROM people_model WHERE site_id = ?";

    private static final String PUT =
            """
            INSERT INTO people_model AS m (site_id, trained_at, name, weights, score_card)
            VALUES (?, ?, ?, ?, ?::json)
            ON CONFLICT (site_id) DO UPDATE
            SET trained_at = excluded.trained_at, name = excluded.name, weights = excluded.weights,
                score_card = excluded.score_card
            WHERE excluded.trained_at >= m.trained_at
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    JdbcPeopleModelStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Override
    public Optional<PeopleModel> find(SiteId site) {
        return jdbc.sql(FIND)
                .param(site.value())
                .query((row, number) ->
                        new PeopleModel(
                                row.getString(1),
                                row.getObject(2, OffsetDateTime.class).toInstant(),
                                Arrays.stream((Double[]) row.getArray(3).getArray())
                                        .mapToDouble(Double::doubleValue)
                                        .toArray(),
                                json.readValue(row.getString(4), PeopleModel.Card.class)))
                .optional();
    }

    @Override
    public void put(SiteId site, PeopleModel model) {
        jdbc.sql(PUT)
                .param(site.value())
                .param(model.trainedAt().atOffset(ZoneOffset.UTC))
                .param(model.name())
                .param(Arrays.stream(model.weights()).boxed().toArray(Double[]::new))
                .param(json.writeValueAsString(model.card()))
                .update();
    }
}
