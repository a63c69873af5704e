package io.streamwheel.analysis.jdbc;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Lays the properties that events have told since then over those that people said. */
final class ItemProperties {

    /** No number changes its digits on the way. */
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .build();

    private ItemProperties() {}

    /**
     * @param said a JSON object, kept as it is written where nothing was observed
     * @param observed a JSON object
     */
    static @Nullable String shown(@Nullable String said, @Nullable String observed) {
        if (said == null || observed == null) {
            return said == null ? observed : said;
        }
        ObjectNode whole = (ObjectNode) JSON.readTree(said);
        whole.setAll((ObjectNode) JSON.readTree(observed));
        return JSON.writeValueAsString(whole);
    }
}
