package io.streamwheel.analysis.http;

import io.streamwheel.analysis.scenario.Scenario;
import io.streamwheel.analysis.scenario.ScenarioParser;
import io.streamwheel.analysis.scenario.Scenarios;
import io.streamwheel.analysis.scenario.StoredScenario;
import io.streamwheel.analysis.site.SiteId;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** {@code /v1/scenarios}: how a site wants its lists. What is shown is what lists are made by. */
@RestController
final class ScenariosHandler {

    private final Scenarios scenarios;

    ScenariosHandler(Scenarios scenarios) {
        this.scenarios = scenarios;
    }

    record All(List<ScenarioBody> items) {}

    @GetMapping("/v1/scenarios")
    All all(SiteId site) {
        return new All(scenarios.all(site).stream().map(ScenarioBody::of).toList());
    }

    @GetMapping("/v1/scenarios/{name}")
    ScenarioBody get(SiteId site, @PathVariable String name) {
        return scenarios
                .find(site, name(name))
                .map(ScenarioBody::of)
                .orElseThrow(ScenariosHandler::unknown);
    }

    @PutMapping("/v1/scenarios/{name}")
    ScenarioBody put(SiteId site, @PathVariable String name, InputStream body) throws IOException {
        String checked = name(name);
        JsonNode json = JsonBody.read(body, ScenarioParser.MAX_BYTES);
        ScenarioParser.Parsed parsed = ScenarioParser.parse(json);
        if (parsed.settings() == null) {
            throw new InvalidBodyException(parsed.errors());
        }
        StoredScenario stored =
                scenarios
                        .put(site, checked, json.toString(), parsed.settings())
                        .orElseThrow(ScenariosHandler::tooMany);
        return ScenarioBody.of(stored);
    }

    @DeleteMapping("/v1/scenarios/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(SiteId site, @PathVariable String name) {
        if (!scenarios.delete(site, name(name))) {
            throw unknown();
        }
    }

    private static String name(String name) {
        if (!Scenario.isName(name)) {
            throw new ProblemException(
                    HttpStatus.BAD_REQUEST,
                    "invalid-id",
                    "Invalid id",
                    "The name of a scenario " + Parameters.WRONG_SCENARIO + ".");
        }
        return name;
    }

    private static ProblemException unknown() {
        return new ProblemException(
                HttpStatus.NOT_FOUND,
                "unknown-scenario",
                "Unknown scenario",
                "There is no such scenario.");
    }

    private static ProblemException tooMany() {
        return new ProblemException(
                HttpStatus.CONFLICT,
                "too-many-scenarios",
                "Too many scenarios",
                "A site has at most " + Scenarios.MOST_OF_A_SITE + " scenarios.");
    }
}
