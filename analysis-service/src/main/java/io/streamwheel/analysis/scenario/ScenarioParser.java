package io.streamwheel.analysis.scenario;

import io.streamwheel.analysis.catalogue.FieldError;
import io.streamwheel.analysis.catalogue.ItemParser;
import io.streamwheel.analysis.catalogue.Traits;
import io.streamwheel.analysis.history.Exclude;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads a scenario from JSON and says of every part that breaks a rule where and which. What is not
 * known is refused: a misspelled rule must not be one that is left aside.
 */
public final class ScenarioParser {

    /** Bytes of a body. */
    public static final int MAX_BYTES = 64 << 10;

    private static final int MAX_VALUES = 100;
    private static final int MAX_PROPERTY = 64;
    private static final int MAX_RANK = 100;
    private static final int MAX_PER_CATEGORY = 100;
    private static final int MAX_DAYS = 365;
    private static final double MAX_WEIGHT = 1e6;
    private static final float LEAST_BIAS = 0.001f;
    private static final float MOST_BIAS = 1000;

    private static final Set<String> MEMBERS =
            Set.of("rules", "diversity", "exploration", "maxPerCategory", "exclude", "relax");
    private static final Set<String> OF_A_RULE = Set.of("field", "values", "bias", "pin");

    private final JsonNode json;
    private final List<FieldError> errors = new ArrayList<>();
    private final Set<Integer> ranks = new HashSet<>();
    private final Set<String> pinned = new HashSet<>();

    private ScenarioParser(JsonNode json) {
        this.json = json;
    }

    public static Parsed parse(JsonNode json) {
        return new ScenarioParser(json).parse();
    }

    private Parsed parse() {
        if (!json.isObject()) {
            return new Parsed(null, List.of(new FieldError("", "must be an object")));
        }
        onlyKnown("", json, MEMBERS);
        List<Rule> rules = rules();
        double lambda = lambda();
        Exploration exploration = exploration();
        int maxPerCategory =
                (int) whole("/maxPerCategory", json.path("maxPerCategory"), 1, MAX_PER_CATEGORY, 0);
        Exclude exclude = exclude();
        boolean relax = flag("/relax", json.path("relax"));
        return errors.isEmpty()
                ? new Parsed(
                        new ScenarioSettings(
                                rules, lambda, exploration, maxPerCategory, exclude, relax),
                        List.of())
                : new Parsed(null, errors);
    }

    private void wrong(String pointer, String detail) {
        errors.add(new FieldError(pointer, detail));
    }

    private void onlyKnown(String at, JsonNode object, Set<String> members) {
        for (String name : object.propertyNames()) {
            if (!members.contains(name)) {
                String shown = name.length() > 100 ? name.substring(0, 100) : name;
                wrong(at + "/" + shown.replace("~", "~0").replace("/", "~1"), "is not known here");
            }
        }
    }

    private static boolean absent(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }

    private List<Rule> rules() {
        JsonNode array = json.path("rules");
        if (absent(array)) {
            return List.of();
        }
        if (!array.isArray() || array.size() > RuleSet.MOST_RULES) {
            wrong("/rules", "must be an array of at most " + RuleSet.MOST_RULES + " rules");
            return List.of();
        }
        List<Rule> rules = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            Rule rule = rule("/rules/" + i, array.get(i));
            if (rule != null) {
                rules.add(rule);
            }
        }
        return rules;
    }

    private @Nullable Rule rule(String at, JsonNode rule) {
        if (!rule.isObject()) {
            wrong(at, "must be an object");
            return null;
        }
        onlyKnown(at, rule, OF_A_RULE);
        String field = field(at + "/field", rule.path("field"));
        List<String> values = values(at + "/values", rule.path("values"));
        JsonNode bias = rule.path("bias");
        JsonNode pin = rule.path("pin");
        if (absent(bias) == absent(pin)) {
            wrong(at, "must have either a bias or a pin");
            return null;
        }
        return absent(pin)
                ? Rule.bias(field, values, bias(at + "/bias", bias))
                : pin(at, field, values, pin);
    }

    private String field(String at, JsonNode field) {
        String text = field.isString() ? field.stringValue() : "";
        boolean known = text.equals(Rule.ITEM) || text.equals(Rule.CATEGORY);
        int property = text.length() - Rule.PROPERTY.length();
        if (!known
                && !(text.startsWith(Rule.PROPERTY)
                        && property >= 1
                        && property <= MAX_PROPERTY
                        && ItemParser.wrongId(text) == null)) {
            wrong(
                    at,
                    "must be item, category, or properties. and a name of at most "
                            + MAX_PROPERTY
                            + " characters");
        }
        return text;
    }

    private List<String> values(String at, JsonNode array) {
        if (!array.isArray() || array.isEmpty() || array.size() > MAX_VALUES) {
            wrong(at, "must be an array of 1 to " + MAX_VALUES + " values");
            return List.of("");
        }
        Set<String> values = new LinkedHashSet<>();
        for (int i = 0; i < array.size(); i++) {
            String text = Traits.text(array.get(i));
            if (text == null || ItemParser.wrongId(text) != null) {
                wrong(at + "/" + i, "must be a text of 1 to 256 characters, a number or a boolean");
            } else {
                values.add(text);
            }
        }
        return List.copyOf(values);
    }

    private float bias(String at, JsonNode node) {
        float bias = node.isNumber() ? (float) node.asDouble(Double.NaN) : Float.NaN;
        if (bias != Rule.MUST
                && bias != Rule.EXCLUDE
                && !(bias >= LEAST_BIAS && bias <= MOST_BIAS)) {
            wrong(at, "must be -1 (must have), 0 (exclude), or from 0.001 to 1000");
        }
        return bias;
    }

    private Rule pin(String at, String field, List<String> values, JsonNode pin) {
        int rank = (int) whole(at + "/pin", pin, 1, MAX_RANK, 1);
        if (!field.equals(Rule.ITEM) || values.size() != 1) {
            wrong(at, "must name one item to pin");
            return Rule.pin("", rank);
        }
        if (!ranks.add(rank)) {
            wrong(at + "/pin", "must not be the rank of another pin");
        }
        if (!pinned.add(values.getFirst())) {
            wrong(at + "/values/0", "must not be pinned twice");
        }
        return Rule.pin(values.getFirst(), rank);
    }

    private double lambda() {
        JsonNode diversity = json.path("diversity");
        if (absent(diversity)) {
            return 1;
        }
        if (!diversity.isObject()) {
            wrong("/diversity", "must be an object");
            return 1;
        }
        onlyKnown("/diversity", diversity, Set.of("lambda"));
        return number("/diversity/lambda", diversity.path("lambda"), 1, 1);
    }

    private Exploration exploration() {
        JsonNode exploration = json.path("exploration");
        if (absent(exploration)) {
            return Exploration.NONE;
        }
        String at = "/exploration";
        if (!exploration.isObject()) {
            wrong(at, "must be an object");
            return Exploration.NONE;
        }
        onlyKnown(at, exploration, Set.of("share", "newWithinDays", "maxWeight"));
        return new Exploration(
                number(at + "/share", exploration.path("share"), Exploration.MOST_SHARE, 0),
                Duration.ofDays(
                        whole(
                                at + "/newWithinDays",
                                exploration.path("newWithinDays"),
                                1,
                                MAX_DAYS,
                                Exploration.DEFAULT_DAYS)),
                number(
                        at + "/maxWeight",
                        exploration.path("maxWeight"),
                        MAX_WEIGHT,
                        Exploration.DEFAULT_WEIGHT));
    }

    private @Nullable Exclude exclude() {
        JsonNode node = json.path("exclude");
        if (absent(node)) {
            return null;
        }
        for (Exclude each : Exclude.values()) {
            if (node.isString() && node.stringValue().equals(name(each))) {
                return each;
            }
        }
        wrong("/exclude", "must be seen, purchased or none");
        return null;
    }

    private static String name(Exclude exclude) {
        return exclude.name().toLowerCase(Locale.ROOT);
    }

    /** From 0. */
    private double number(String at, JsonNode node, double most, double absent) {
        if (absent(node)) {
            return absent;
        }
        double number = node.isNumber() ? node.asDouble(Double.NaN) : Double.NaN;
        if (!(number >= 0 && number <= most)) {
            wrong(
                    at,
                    "must be a number from 0 to "
                            + (most == Math.rint(most) ? "" + (long) most : most));
            return absent;
        }
        return number;
    }

    private long whole(String at, JsonNode node, int least, int most, int absent) {
        if (absent(node)) {
            return absent;
        }
        if (!node.isIntegralNumber()
                || !node.canConvertToInt()
                || node.asInt() < least
                || node.asInt() > most) {
            wrong(at, "must be a whole number from " + least + " to " + most);
            return least;
        }
        return node.asInt();
    }

    private boolean flag(String at, JsonNode node) {
        if (absent(node)) {
            return false;
        }
        if (!node.isBoolean()) {
            wrong(at, "must be true or false");
        }
        return node.isBoolean() && node.booleanValue();
    }

    /**
     * @param settings what was said, or {@code null} when something is wrong
     */
    public record Parsed(@Nullable ScenarioSettings settings, List<FieldError> errors) {}
}
