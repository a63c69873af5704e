package io.streamwheel.analysis.scenario;

import java.util.List;

/**
 * One business rule, after the Universal Recommender's: it is about the items that have one of the
 * values, and either weighs them or puts one at a rank.
 *
 * @param field {@code item}, {@code category} or {@code properties.NAME}
 * @param values one of them is enough; properties as {@link
 *     io.streamwheel.analysis.catalogue.Traits#text}
 * @param bias above 1 boosts, between 0 and 1 buries, {@link #EXCLUDE} keeps out, {@link #MUST}
 *     keeps everything else out; 1 where the rule pins
 * @param pin the rank of the one item, from 1; 0 for none
 */
public record Rule(String field, List<String> values, float bias, int pin) {

    public static final String ITEM = "item";
    public static final String CATEGORY = "category";
    public static final String PROPERTY = "properties.";

    public static final float EXCLUDE = 0;
    public static final float MUST = -1;

    public Rule {
        values = List.copyOf(values);
    }

    static Rule bias(String field, List<String> values, float bias) {
        return new Rule(field, values, bias, 0);
    }

    static Rule pin(String item, int rank) {
        return new Rule(ITEM, List.of(item), 1, rank);
    }

    boolean isPin() {
        return pin > 0;
    }

    /** The name of the property that the rule looks at. */
    String property() {
        return field.substring(PROPERTY.length());
    }
}
