package io.streamwheel.analysis.console.sites;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/**
 * Numbers as people type them. What is none goes on as the text that it is, so that the parser of
 * the interface says what is wrong with it.
 */
final class Typed {

    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,9}");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,9}\\.[0-9]{1,20}");

    private Typed() {}

    static void put(ObjectNode into, String name, String text) {
        if (WHOLE.matcher(text).matches()) {
            into.put(name, Integer.parseInt(text));
        } else if (NUMBER.matcher(text).matches()) {
            into.put(name, Double.parseDouble(text));
        } else {
            into.put(name, text);
        }
    }

    /** Nothing at all where nothing is typed. */
    static void putUnlessEmpty(ObjectNode into, String name, String text) {
        if (!text.isEmpty()) {
            put(into, name, text);
        }
    }

    /** Empty for what holds anyway. */
    static String text(double number, double otherwise) {
        return number == otherwise ? "" : text(new BigDecimal(Double.toString(number)));
    }

    static String text(float number) {
        return text(new BigDecimal(Float.toString(number)));
    }

    private static String text(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
