package io.streamwheel.analysis.http;

import io.streamwheel.analysis.scenario.Scenario;
import io.streamwheel.analysis.scenario.ScenarioChangedException;
import io.streamwheel.analysis.scenario.ScenarioParser;
import io.streamwheel.analysis.scenario.Scenarios;
import io.streamwheel.analysis.scenario.StoredScenario;
import io.streamwheel.analysis.site.SiteId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
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
    ResponseEntity<ScenarioBody> get(
            SiteId site, @PathVariable String name, HttpServletRequest request) {
        StoredScenario stored =
                scenarios.find(site, name(name)).orElseThrow(ScenariosHandler::unknown);
        return TaggedAnswer.of(request, tag(stored), () -> ScenarioBody.of(stored)).entity();
    }

    @PutMapping("/v1/scenarios/{name}")
    ResponseEntity<ScenarioBody> put(
            SiteId site, @PathVariable String name, InputStream body, HttpServletRequest request)
            throws IOException {
        String checked = name(name);
        JsonNode json = JsonBody.read(body, ScenarioParser.MAX_BYTES);
        ScenarioParser.Parsed parsed = ScenarioParser.parse(json);
        if (parsed.settings() == null) {
            throw new InvalidBodyException(parsed.errors());
        }
        StoredScenario stored =
                scenarios
                        .put(site, checked, json.toString(), parsed.settings(), IfMatch.of(request))
                        .orElseThrow(ScenariosHandler::tooMany);
        return ResponseEntity.ok().eTag(tag(stored)).body(ScenarioBody.of(stored));
    }

    @DeleteMapping("/v1/scenarios/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(SiteId site, @PathVariable String name, HttpServletRequest request) {
        if (!scenarios.delete(site, name(name), IfMatch.of(request))) {
            throw unknown();
        }
    }

    @ExceptionHandler(ScenarioChangedException.class)
    void changed(HttpServletResponse response) throws IOException {
        Problem.of(
                        HttpStatus.PRECONDITION_FAILED,
                        "changed-scenario",
                        "Changed scenario",
                        "If-Match names another version than the one that is stored.")
                .writeTo(response);
    }

    private static String tag(StoredScenario stored) {
        return IfMatch.tag(stored.scenario().version());
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
