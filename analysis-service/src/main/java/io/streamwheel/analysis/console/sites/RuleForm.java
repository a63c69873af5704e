package io.streamwheel.analysis.console.sites;

import io.streamwheel.analysis.scenario.Rule;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One rule as the editor holds it.
 *
 * @param about {@code item}, {@code category} or {@code property}
 * @param property its name, where it is about one
 * @param values one a line
 * @param effect {@code weigh}, {@code exclude}, {@code must} or {@code pin}
 * @param number the factor, or the rank
 */
record RuleForm(String about, String property, String values, String effect, String number) {

    static final RuleForm EMPTY = new RuleForm(Rule.CATEGORY, "", "", "weigh", "");

    private static final String OF_PROPERTY = "property";

    static RuleForm of(Rule rule) {
        boolean property = rule.field().startsWith(Rule.PROPERTY);
        String values = String.join("\n", rule.values());
        String about = property ? OF_PROPERTY : rule.field();
        String name = property ? rule.field().substring(Rule.PROPERTY.length()) : "";
        if (rule.pin() > 0) {
            return new RuleForm(about, name, values, "pin", Integer.toString(rule.pin()));
        }
        if (rule.bias() == Rule.EXCLUDE) {
            return new RuleForm(about, name, values, "exclude", "");
        }
        if (rule.bias() == Rule.MUST) {
            return new RuleForm(about, name, values, "must", "");
        }
        return new RuleForm(about, name, values, "weigh", Typed.text(rule.bias()));
    }

    /** As the interface has it. */
    void putInto(ObjectNode json) {
        json.put("field", about.equals(OF_PROPERTY) ? Rule.PROPERTY + property.strip() : about);
        ArrayNode array = json.putArray("values");
        values.lines().map(String::strip).filter(value -> !value.isEmpty()).forEach(array::add);
        switch (effect) {
            case "exclude" -> json.put("bias", (int) Rule.EXCLUDE);
            case "must" -> json.put("bias", (int) Rule.MUST);
            case "pin" -> Typed.put(json, "pin", number.strip());
            default -> Typed.put(json, "bias", number.strip());
        }
    }
}
