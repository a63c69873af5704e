package io.streamwheel.analysis.console.models;

import io.streamwheel.analysis.console.ConsoleProblem;
import io.streamwheel.analysis.console.ConsoleSite;
import io.streamwheel.analysis.feedback.HoldOut;
import io.streamwheel.analysis.feedback.Lifts;
import io.streamwheel.analysis.feedback.MetricsReader;
import io.streamwheel.analysis.feedback.MetricsReader.Question;
import io.streamwheel.analysis.scenario.Scenario;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** What came of the lists of the last thirty days, by scenario and over time. */
@Controller
final class ResponsesController {

    private static final int DAYS = 30;
    private static final int MOST_ROWS = 1_000;

    private final MetricsReader reader;
    private final HoldOut holdOut;
    private final Clock clock;

    ResponsesController(MetricsReader reader, HoldOut holdOut, Clock clock) {
        this.reader = reader;
        this.holdOut = holdOut;
        this.clock = clock;
    }

    @GetMapping("/console/models/responses")
    String responses(
            ConsoleSite site, @RequestParam(defaultValue = "") String scenario, Model model) {
        List<Totals> all = Totals.of(reader.rows(question(site, null), MOST_ROWS));
        model.addAttribute(
                "scenarios",
                all.stream()
                        .map(Totals::scenario)
                        .filter(name -> !name.isEmpty())
                        .distinct()
                        .toList());
        model.addAttribute("chosen", scenario);
        model.addAttribute(
                "totals",
                all.stream()
                        .filter(each -> scenario.isEmpty() || each.scenario().equals(scenario))
                        .toList());
        model.addAttribute("lifts", Lifts.of(reader.samples(question(site, checked(scenario)))));
        model.addAttribute("holdOut", holdOut.share());
        return "models/parts :: responses";
    }

    @GetMapping("/console/models/rates")
    @ResponseBody
    Responses rates(ConsoleSite site, @RequestParam(defaultValue = "") String scenario) {
        LocalDate to = tomorrow();
        return Responses.read(reader, site.id(), checked(scenario), to.minusDays(DAYS), to);
    }

    private Question question(ConsoleSite site, @Nullable String scenario) {
        LocalDate to = tomorrow();
        return new Question(site.id(), scenario, to.minusDays(DAYS), to);
    }

    private LocalDate tomorrow() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(1);
    }

    private static @Nullable String checked(String scenario) {
        if (scenario.isEmpty()) {
            return null;
        }
        if (!Scenario.isName(scenario)) {
            throw new ConsoleProblem("No scenario can have that name.");
        }
        return scenario;
    }
}
