package io.streamwheel.analysis.console.sites;

import io.streamwheel.analysis.catalogue.FieldError;
import io.streamwheel.analysis.console.ConsoleProblem;
import io.streamwheel.analysis.console.ConsoleSite;
import io.streamwheel.analysis.console.KnownSites;
import io.streamwheel.analysis.scenario.Scenario;
import io.streamwheel.analysis.scenario.ScenarioChangedException;
import io.streamwheel.analysis.scenario.ScenarioParser;
import io.streamwheel.analysis.scenario.ScenarioSettings;
import io.streamwheel.analysis.scenario.Scenarios;
import io.streamwheel.analysis.scenario.StoredScenario;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.TransactionException;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;

/**
 * {@code /console/sites/scenarios}: the rules that a site's lists are made by. A change is made to
 * the version that the page shows, and to no other.
 */
@Controller
final class ScenariosController {

    private static final String EDITOR = "sites/scenarios :: editor";

    private final Scenarios scenarios;
    private final KnownSites sites;

    ScenariosController(Scenarios scenarios, KnownSites sites) {
        this.scenarios = scenarios;
        this.sites = sites;
    }

    /** What the editor says above its form. */
    private enum Said {
        NOTHING,
        SAVED,
        WRONG,
        CHANGED,
        TOO_MANY,
        NOT_SAVED,
        AWAY
    }

    @GetMapping("/console/sites/scenarios")
    String list(@RequestParam String site, Model model) {
        ConsoleSite shown = sites.named(site);
        model.addAttribute("site", shown);
        model.addAttribute("away", !refreshed());
        model.addAttribute("scenarios", scenarios.all(shown.id()));
        return "sites/scenarios :: list";
    }

    @GetMapping("/console/sites/scenario")
    String page(@RequestParam String site, @RequestParam String name, Model model) {
        model.addAttribute("site", sites.named(site));
        model.addAttribute("name", checked(name));
        return "sites/scenario";
    }

    @GetMapping("/console/sites/scenario/form")
    String form(@RequestParam String site, @RequestParam String name, Model model) {
        ConsoleSite of = sites.named(site);
        boolean away = !refreshed();
        return stored(
                of,
                checked(name),
                scenarios.find(of.id(), name).orElse(null),
                away ? Said.AWAY : Said.NOTHING,
                model);
    }

    /** The same form with one rule more, or less; nothing is stored. */
    @PostMapping("/console/sites/scenario/rules")
    String change(
            @RequestParam String site,
            @RequestParam String name,
            @RequestParam long version,
            @RequestParam(defaultValue = "-1") int remove,
            @RequestParam MultiValueMap<String, String> all,
            Model model) {
        ScenarioForm form = ScenarioForm.of(all);
        model.addAttribute("added", remove < 0);
        return shown(
                sites.named(site),
                checked(name),
                version,
                remove < 0 ? form.withOneMore() : form.without(remove),
                Said.NOTHING,
                model);
    }

    /**
     * @param over the version that is to be replaced although the form began with another one; -1
     *     for none
     */
    @PostMapping("/console/sites/scenario")
    String save(
            @RequestParam String site,
            @RequestParam String name,
            @RequestParam long version,
            @RequestParam(defaultValue = "-1") long over,
            @RequestParam MultiValueMap<String, String> all,
            Model model,
            HttpServletResponse response) {
        ConsoleSite of = sites.named(site);
        ScenarioForm form = ScenarioForm.of(all);
        String body = form.json().toString();
        ScenarioParser.Parsed parsed = ScenarioParser.parse(form.json());
        ScenarioSettings settings = parsed.settings();
        if (settings == null || isTooLong(body)) {
            model.addAttribute("errors", new FormErrors(errors(parsed)));
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return shown(of, checked(name), version, form, Said.WRONG, model);
        }
        long expected = over < 0 ? version : over;
        try {
            Optional<StoredScenario> stored =
                    scenarios.put(
                            of.id(),
                            checked(name),
                            body,
                            settings,
                            standing -> standing == expected);
            if (stored.isPresent()) {
                return stored(of, name, stored.get(), Said.SAVED, model);
            }
            response.setStatus(HttpStatus.CONFLICT.value());
            return shown(of, name, version, form, Said.TOO_MANY, model);
        } catch (ScenarioChangedException e) {
            response.setStatus(HttpStatus.CONFLICT.value());
            return changed(of, name, version, form, model);
        } catch (DataAccessException | TransactionException e) {
            response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
            return shown(of, name, version, form, Said.NOT_SAVED, model);
        }
    }

    private static boolean isTooLong(String body) {
        return body.getBytes(StandardCharsets.UTF_8).length > ScenarioParser.MAX_BYTES;
    }

    private static List<FieldError> errors(ScenarioParser.Parsed parsed) {
        return parsed.settings() == null
                ? parsed.errors()
                : List.of(
                        new FieldError(
                                "/rules",
                                "must have at most %d KiB in all"
                                        .formatted(ScenarioParser.MAX_BYTES >> 10)));
    }

    private String changed(
            ConsoleSite site, String name, long version, ScenarioForm form, Model model) {
        refreshed();
        model.addAttribute(
                "standing",
                scenarios
                        .find(site.id(), name)
                        .map(stored -> stored.scenario().version())
                        .orElse(0L));
        return shown(site, name, version, form, Said.CHANGED, model);
    }

    @GetMapping("/console/sites/scenario/delete")
    String askToDelete(
            @RequestParam String site,
            @RequestParam String name,
            @RequestParam long version,
            Model model) {
        model.addAttribute("site", sites.named(site));
        model.addAttribute("name", checked(name));
        model.addAttribute("version", version);
        model.addAttribute("isDefault", name.equals(Scenario.DEFAULT));
        return "sites/scenarios :: delete";
    }

    @PostMapping("/console/sites/scenario/delete")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(
            @RequestParam String site,
            @RequestParam String name,
            @RequestParam long version,
            HttpServletResponse response) {
        try {
            scenarios.delete(
                    sites.named(site).id(),
                    checked(name),
                    standing -> standing == version || standing == 0);
        } catch (ScenarioChangedException e) {
            throw new ConsoleProblem(
                    "Somebody changed these rules since you opened them. Load the page anew, and look before"
                            + " you delete.");
        }
        response.setHeader("HX-Redirect", "/console/sites");
    }

    /** Whether what is shown is what is stored; else it is the last that was known. */
    private boolean refreshed() {
        try {
            scenarios.refresh();
            return true;
        } catch (DataAccessException | TransactionException away) {
            return false;
        }
    }

    private static String checked(String name) {
        if (!Scenario.isName(name)) {
            throw new ConsoleProblem(
                    "A scenario's name has 1 to 64 letters, digits, dots, underscores or hyphens, and begins"
                            + " with a letter or a digit.");
        }
        return name;
    }

    private static String stored(
            ConsoleSite site,
            String name,
            @Nullable StoredScenario stored,
            Said said,
            Model model) {
        ScenarioSettings settings =
                stored == null ? ScenarioSettings.PLAIN : stored.scenario().settings();
        model.addAttribute("canHold", ScenarioForm.canHold(settings));
        return shown(
                site,
                name,
                stored == null ? 0 : stored.scenario().version(),
                ScenarioForm.of(settings),
                said,
                model);
    }

    private static String shown(
            ConsoleSite site,
            String name,
            long version,
            ScenarioForm form,
            Said said,
            Model model) {
        model.addAttribute("site", site);
        model.addAttribute("name", name);
        model.addAttribute("version", version);
        model.addAttribute("form", form);
        model.addAttribute("said", said.name());
        model.addAttribute("most", Scenarios.MOST_OF_A_SITE);
        if (!model.containsAttribute("added")) {
            model.addAttribute("added", false);
        }
        if (!model.containsAttribute("errors")) {
            model.addAttribute("errors", FormErrors.NONE);
        }
        if (!model.containsAttribute("canHold")) {
            model.addAttribute("canHold", true);
        }
        return EDITOR;
    }
}
