package io.streamwheel.analysis.http;

import io.streamwheel.analysis.catalogue.Item;
import io.streamwheel.analysis.model.ServedModel;
import io.streamwheel.analysis.recommend.Answer;
import io.streamwheel.analysis.recommend.Answer.Because;
import io.streamwheel.analysis.recommend.Answer.Suggestion;
import io.streamwheel.analysis.scenario.Scenario;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonSerialize;

/**
 * A list of items as the interface shows it.
 *
 * @param scenario what was asked for
 * @param scenarioVersion of what is stored for it; absent where nothing is
 */
@JsonSerialize(using = ListJson.class)
record ListBody(
        String recommendationId,
        String scenario,
        @Nullable Long scenarioVersion,
        String strategy,
        boolean fallback,
        Instant asOf,
        double lagSeconds,
        @Nullable Model model,
        List<Entry> items,
        @Nullable String reason) {

    static ListBody of(
            String id, Scenario scenario, Answer answer, Instant now, double lagSeconds) {
        List<Entry> entries = new ArrayList<>(answer.items().size());
        for (Suggestion each : answer.items()) {
            entries.add(Entry.of(each, entries.size() + 1));
        }
        return new ListBody(
                id,
                scenario.name(),
                scenario.version() == 0 ? null : scenario.version(),
                nameOf(answer.strategy()),
                answer.fallback(),
                now,
                lagSeconds,
                Model.of(answer.model()),
                entries,
                answer.reason());
    }

    static String nameOf(Enum<?> strategy) {
        return strategy.name().toLowerCase(Locale.ROOT);
    }

    /** The same for answers that say the same; id, time and lag of an answer do not count. */
    static String etag(Scenario scenario, Answer answer) {
        WeakTag tag = new WeakTag(scenario.name().hashCode(), scenario.version());
        tag.add(answer.strategy().ordinal() * 31L + Boolean.hashCode(answer.fallback()));
        tag.add(answer.model() == null ? 0 : answer.model().version());
        for (Suggestion each : answer.items()) {
            tag.add(each.itemId().hashCode());
            tag.add(Float.floatToIntBits(each.score()));
            tag.add(each.because().hashCode());
            Item item = each.item();
            tag.add(item == null ? 0 : item.updatedAt().hashCode());
        }
        return tag.toString();
    }

    record Model(String name, String version, Instant trainedAt) {

        static @Nullable Model of(@Nullable ServedModel model) {
            return model == null
                    ? null
                    : new Model(model.name(), Long.toString(model.version()), model.trainedAt());
        }
    }

    record Entry(
            String itemId,
            float score,
            int rank,
            @Nullable String title,
            @Nullable String url,
            @Nullable String imageUrl,
            @Nullable Double price,
            @Nullable String currency,
            List<Because> because) {

        static Entry of(Suggestion each, int rank) {
            Item item = each.item();
            return item == null
                    ? new Entry(
                            each.itemId(),
                            each.score(),
                            rank,
                            null,
                            null,
                            null,
                            null,
                            null,
                            each.because())
                    : new Entry(
                            each.itemId(),
                            each.score(),
                            rank,
                            item.title(),
                            item.url(),
                            item.imageUrl(),
                            item.price(),
                            item.currency(),
                            each.because());
        }
    }
}
