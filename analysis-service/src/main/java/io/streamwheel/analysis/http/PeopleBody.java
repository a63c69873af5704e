package io.streamwheel.analysis.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.streamwheel.analysis.people.PeopleAnswer;
import io.streamwheel.analysis.people.PeopleAnswer.Person;
import io.streamwheel.analysis.people.PeopleModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A list of people as the interface shows it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PeopleBody(
        String recommendationId,
        String strategy,
        boolean fallback,
        Instant asOf,
        double lagSeconds,
        @Nullable Model model,
        List<Entry> people,
        @Nullable String reason) {

    static PeopleBody of(String id, PeopleAnswer answer, Instant now, double lagSeconds) {
        List<Entry> entries = new ArrayList<>(answer.people().size());
        for (Person each : answer.people()) {
            entries.add(Entry.of(each, entries.size() + 1));
        }
        return new PeopleBody(
                id,
                ListBody.nameOf(answer.strategy()),
                answer.fallback(),
                now,
                lagSeconds,
                Model.of(answer.model()),
                entries,
                answer.reason());
    }

    /** The same for answers that say the same; id, time and lag of an answer do not count. */
    static String etag(PeopleAnswer answer) {
        WeakTag tag = new WeakTag(answer.strategy().ordinal(), Boolean.hashCode(answer.fallback()));
        tag.add(Objects.hashCode(Model.of(answer.model())));
        answer.people().forEach(each -> tag.add(each.hashCode()));
        tag.add(Objects.hashCode(answer.reason()));
        return tag.toString();
    }

    /**
     * @param heldBack what the rules came to on follows that were held back from them; absent where
     *     there were too few
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Model(String name, Instant trainedAt, PeopleModel.@Nullable Card heldBack) {

        static @Nullable Model of(@Nullable PeopleModel model) {
            return model == null
                    ? null
                    : new Model(
                            model.name(),
                            model.trainedAt(),
                            model.card().people() == 0 ? null : model.card());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Entry(
            String userId,
            double score,
            int rank,
            List<String> common,
            int commonCount,
            @Nullable List<String> items) {

        static Entry of(Person each, int rank) {
            return new Entry(
                    each.userId(),
                    each.score(),
                    rank,
                    each.common(),
                    each.commonCount(),
                    each.items().isEmpty() ? null : each.items());
        }
    }
}
