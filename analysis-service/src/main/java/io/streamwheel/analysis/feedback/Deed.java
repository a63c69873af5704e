package io.streamwheel.analysis.feedback;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/** Something that may be counted: a response, or that a visitor came on that day. */
record Deed(Response response, Optional<ListOrigin> origin, boolean isVisit) {

    private LocalDate day() {
        Instant at = origin.map(ListOrigin::at).orElse(response.occurredAt());
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    private String currency() {
        String said = response.currency();
        return said == null || isVisit ? "" : said;
    }

    MetricTable.Row row() {
        return new MetricTable.Row(
                response.site().value(),
                day(),
                origin.map(ListOrigin::scenario).orElse(""),
                origin.map(ListOrigin::strategy).orElse(ListOrigin.UNKNOWN),
                origin.map(ListOrigin::modelVersion).orElse(0L),
                origin.map(each -> each.place().group()).orElse(VisitorGroup.NONE),
                currency());
    }

    SampleTable.Row sample(ListOrigin from) {
        return new SampleTable.Row(
                response.site().value(),
                day(),
                from.scenario(),
                from.place().group(),
                from.place().bucket(),
                currency());
    }
}
