package io.streamwheel.analysis.http;

import io.streamwheel.analysis.catalogue.FieldError;
import io.streamwheel.analysis.scenario.Scenario;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What several bodies may say. */
final class BodyMembers {

    private BodyMembers() {}

    /** The scenario that is named, or the default one. */
    static String scenario(JsonNode json, List<FieldError> errors) {
        JsonNode name = json.path("scenario");
        if (name.isMissingNode() || name.isNull()) {
            return Scenario.DEFAULT;
        }
        if (name.isString() && Scenario.isName(name.stringValue())) {
            return name.stringValue();
        }
        errors.add(new FieldError("/scenario", Parameters.WRONG_SCENARIO));
        return Scenario.DEFAULT;
    }
}
