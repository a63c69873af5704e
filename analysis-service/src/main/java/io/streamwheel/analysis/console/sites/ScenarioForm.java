package io.streamwheel.analysis.console.sites;

import io.streamwheel.analysis.console.ConsoleProblem;
import io.streamwheel.analysis.history.Exclude;
import io.streamwheel.analysis.scenario.Exploration;
import io.streamwheel.analysis.scenario.ScenarioParser;
import io.streamwheel.analysis.scenario.ScenarioSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.springframework.util.MultiValueMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A scenario as the editor holds it: texts, so that what breaks a rule is shown again as it was
 * typed. Empty ones are left to the defaults.
 */
record ScenarioForm(
        List<RuleForm> rules,
        String lambda,
        String share,
        String newWithinDays,
        String maxWeight,
        String maxPerCategory,
        String exclude,
        boolean relax) {

    private static final int MOST_RULES = 100;

    static ScenarioForm of(ScenarioSettings settings) {
        Exploration exploration = settings.exploration();
        Exclude exclude = settings.exclude();
        return new ScenarioForm(
                settings.rules().stream().map(RuleForm::of).toList(),
                Typed.text(settings.lambda(), ScenarioSettings.PLAIN.lambda()),
                Typed.text(exploration.share(), Exploration.NONE.share()),
                Typed.text(exploration.newWithin().toDays(), Exploration.NONE.newWithin().toDays()),
                Typed.text(exploration.maxWeight(), Exploration.NONE.maxWeight()),
                Typed.text(settings.maxPerCategory(), ScenarioSettings.PLAIN.maxPerCategory()),
                exclude == null ? "" : exclude.name().toLowerCase(Locale.ROOT),
                settings.relax());
    }

    /** What a browser sent. */
    static ScenarioForm of(MultiValueMap<String, String> sent) {
        List<String> about = all(sent, "about");
        List<String> property = all(sent, "property");
        List<String> values = all(sent, "values");
        List<String> effect = all(sent, "effect");
        List<String> number = all(sent, "number");
        int rules = about.size();
        if (rules > MOST_RULES
                || property.size() != rules
                || values.size() != rules
                || effect.size() != rules
                || number.size() != rules) {
            throw new ConsoleProblem("The rules came incomplete. Load the page anew.");
        }
        List<RuleForm> each = new ArrayList<>();
        for (int i = 0; i < rules; i++) {
            each.add(
                    new RuleForm(
                            about.get(i),
                            property.get(i),
                            values.get(i),
                            effect.get(i),
                            number.get(i)));
        }
        return new ScenarioForm(
                List.copyOf(each),
                one(sent, "lambda"),
                one(sent, "share"),
                one(sent, "newWithinDays"),
                one(sent, "maxWeight"),
                one(sent, "maxPerCategory"),
                one(sent, "exclude"),
                sent.containsKey("relax"));
    }

    private static List<String> all(MultiValueMap<String, String> sent, String name) {
        return sent.getOrDefault(name, List.of());
    }

    private static String one(MultiValueMap<String, String> sent, String name) {
        return Objects.requireNonNullElse(sent.getFirst(name), "").strip();
    }

    ScenarioForm withOneMore() {
        List<RuleForm> more = new ArrayList<>(rules);
        more.add(RuleForm.EMPTY);
        return with(more);
    }

    /** Without the rule of that place, if there is one. */
    ScenarioForm without(int place) {
        List<RuleForm> fewer = new ArrayList<>(rules);
        if (place >= 0 && place < fewer.size()) {
            fewer.remove(place);
        }
        return with(fewer);
    }

    private ScenarioForm with(List<RuleForm> others) {
        return new ScenarioForm(
                List.copyOf(others),
                lambda,
                share,
                newWithinDays,
                maxWeight,
                maxPerCategory,
                exclude,
                relax);
    }

    /** As the interface has it, for its parser to judge. */
    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode array = json.putArray("rules");
        rules.forEach(rule -> rule.putInto(array.addObject()));
        Typed.putUnlessEmpty(json.putObject("diversity"), "lambda", lambda);
        ObjectNode exploration = json.putObject("exploration");
        Typed.putUnlessEmpty(exploration, "share", share);
        Typed.putUnlessEmpty(exploration, "newWithinDays", newWithinDays);
        Typed.putUnlessEmpty(exploration, "maxWeight", maxWeight);
        Typed.putUnlessEmpty(json, "maxPerCategory", maxPerCategory);
        if (!exclude.isEmpty()) {
            json.put("exclude", exclude);
        }
        json.put("relax", relax);
        return json;
    }

    /**
     * Whether the editor loses nothing of them: a value with a line break in it would become two.
     */
    static boolean canHold(ScenarioSettings settings) {
        return settings.equals(ScenarioParser.parse(of(settings).json()).settings());
    }
}
