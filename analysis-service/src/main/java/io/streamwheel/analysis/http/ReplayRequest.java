package io.streamwheel.analysis.http;

import io.streamwheel.analysis.catalogue.FieldError;
import io.streamwheel.analysis.failed.ReplayJob;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Which failed events are meant, and how fast they go. What is not known is refused: a misspelled
 * filter must not mean everything.
 *
 * @param stage null for any
 * @param reason null for any
 */
record ReplayRequest(@Nullable String stage, @Nullable String reason, int ratePerSecond) {

    static ReplayRequest ofReplay(InputStream body) throws IOException {
        return read(body, Set.of("stage", "reason", "ratePerSecond"));
    }

    static ReplayRequest ofDiscard(InputStream body) throws IOException {
        return read(body, Set.of("stage", "reason"));
    }

    /** A body with nothing but {@code ratePerSecond}, which must be there. */
    static int rate(InputStream body) throws IOException {
        JsonNode json = object(body);
        List<FieldError> errors = new ArrayList<>(0);
        unknown(json, Set.of("ratePerSecond"), errors);
        if (json.path("ratePerSecond").isMissingNode() || json.path("ratePerSecond").isNull()) {
            errors.add(new FieldError("/ratePerSecond", "is missing"));
        }
        int rate = rate(json, errors);
        if (!errors.isEmpty()) {
            throw new InvalidBodyException(errors);
        }
        return rate;
    }

    private static JsonNode object(InputStream body) throws IOException {
        JsonNode json = JsonBody.read(body);
        if (!json.isObject()) {
            throw InvalidBodyException.badRequest("", "must be an object");
        }
        return json;
    }

    private static void unknown(JsonNode json, Set<String> known, List<FieldError> errors) {
        for (String name : json.propertyNames()) {
            if (!known.contains(name)) {
                errors.add(new FieldError(pointer(name), "is not known here"));
            }
        }
    }

    private static ReplayRequest read(InputStream body, Set<String> known) throws IOException {
        JsonNode json = object(body);
        List<FieldError> errors = new ArrayList<>(0);
        unknown(json, known, errors);
        String stage = text(json, "stage", errors);
        if (stage != null && !FailedEventQuery.STAGES.contains(stage)) {
            errors.add(new FieldError("/stage", "must be collect, transform or analysis"));
        }
        String reason = text(json, "reason", errors);
        if (reason != null
                && (reason.isEmpty()
                        || reason.length() > FailedEventQuery.MAX_REASON_LENGTH
                        || reason.indexOf('\0') >= 0)) {
            errors.add(new FieldError("/reason", "must have 1 to 64 characters"));
        }
        int rate = rate(json, errors);
        if (!errors.isEmpty()) {
            throw new InvalidBodyException(errors);
        }
        return new ReplayRequest(stage, reason, rate);
    }

    private static @Nullable String text(JsonNode json, String name, List<FieldError> errors) {
        JsonNode value = json.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            errors.add(new FieldError("/" + name, "must be a text"));
            return null;
        }
        return value.asString();
    }

    private static int rate(JsonNode json, List<FieldError> errors) {
        JsonNode value = json.path("ratePerSecond");
        if (value.isMissingNode() || value.isNull()) {
            return ReplayJob.DEFAULT_RATE;
        }
        if (value.isIntegralNumber() && value.canConvertToInt()) {
            int rate = value.asInt();
            if (rate >= 1 && rate <= ReplayJob.MAX_RATE) {
                return rate;
            }
        }
        errors.add(
                new FieldError(
                        "/ratePerSecond",
                        "must be a whole number from 1 to " + ReplayJob.MAX_RATE));
        return ReplayJob.DEFAULT_RATE;
    }

    /** As RFC 6901 escapes a name; of a long one the beginning. */
    static String pointer(String name) {
        String shown = name.length() > 100 ? name.substring(0, 100) : name;
        return "/" + shown.replace("~", "~0").replace("/", "~1");
    }
}
