package io.streamwheel.analysis.scenario;

import io.streamwheel.analysis.catalogue.Card;
import io.streamwheel.analysis.catalogue.Traits;
import it.unimi.dsi.fastutil.ints.Int2ObjectMap;
import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.objects.Object2LongOpenHashMap;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rules made ready for items. Every rule is a bit; each item id, category and trait leads to the
 * bits of the rules that name it, so that an item costs one look-up for each thing that it is filed
 * under, however many rules and values there are. Immutable.
 */
public final class RuleSet {

    /** As many as a long has bits. */
    public static final int MOST_RULES = 64;

    /** Biases multiply; the product stays between its inverse and this. */
    static final float MOST_BIAS = 1e6f;

    /** No rules at all. */
    public static final RuleSet NONE = new RuleSet(List.of());

    private final Object2LongOpenHashMap<String> items = new Object2LongOpenHashMap<>();
    private final Object2LongOpenHashMap<String> categories = new Object2LongOpenHashMap<>();
    private final Object2LongOpenHashMap<String> traits = new Object2LongOpenHashMap<>();
    private final Int2ObjectOpenHashMap<String> pins = new Int2ObjectOpenHashMap<>();
    private final float[] biases;
    private final float mostBias;
    private final boolean weighs;
    private long excluding;
    private long required;

    RuleSet(List<Rule> rules) {
        if (rules.size() > MOST_RULES) {
            throw new IllegalArgumentException(
                    "there must be at most " + MOST_RULES + " rules: " + rules.size());
        }
        biases = new float[rules.size()];
        double most = 1;
        boolean any = false;
        for (int i = 0; i < biases.length; i++) {
            Rule rule = rules.get(i);
            biases[i] = 1;
            if (rule.isPin()) {
                pins.put(rule.pin(), rule.values().getFirst());
                continue;
            }
            long bit = 1L << i;
            file(rule, bit);
            if (rule.bias() == Rule.EXCLUDE) {
                excluding |= bit;
            } else if (rule.bias() == Rule.MUST) {
                required |= bit;
            } else {
                biases[i] = rule.bias();
                most *= Math.max(1, rule.bias());
                any = any || rule.bias() != 1;
            }
        }
        mostBias = Math.nextUp((float) Math.min(MOST_BIAS, most));
        weighs = any;
    }

    private void file(Rule rule, long bit) {
        for (String value : rule.values()) {
            switch (rule.field()) {
                case Rule.ITEM -> items.mergeLong(value, bit, (a, b) -> a | b);
                case Rule.CATEGORY -> categories.mergeLong(value, bit, (a, b) -> a | b);
                default ->
                        traits.mergeLong(
                                Traits.trait(rule.property(), value), bit, (a, b) -> a | b);
            }
        }
    }

    /**
     * The rules that are about an item, to be asked the other questions with.
     *
     * @param card {@code null} when nobody has described it
     */
    public long about(String itemId, @Nullable Card card) {
        long bits = items.isEmpty() ? 0 : items.getLong(itemId);
        if (card == null) {
            return bits;
        }
        if (!categories.isEmpty()) {
            List<String> filed = card.item().categories();
            for (int i = 0; i < filed.size(); i++) {
                bits |= categories.getLong(filed.get(i));
            }
        }
        if (!traits.isEmpty()) {
            for (int i = 0; i < card.traits().size(); i++) {
                bits |= traits.getLong(card.traits().get(i));
            }
        }
        return bits;
    }

    /** Whether one of these keeps the item out. */
    public boolean excludes(long about) {
        return (about & excluding) != 0;
    }

    /** Whether these have all that an item must have. */
    public boolean meetsRequired(long about) {
        return (about & required) == required;
    }

    /** What the score of an item is multiplied by, above 0. */
    public float bias(long about) {
        if (!weighs) {
            return 1;
        }
        double product = 1;
        for (long left = about & ~(excluding | required); left != 0; left &= left - 1) {
            product *= biases[Long.numberOfTrailingZeros(left)];
        }
        return (float) Math.clamp(product, 1 / MOST_BIAS, MOST_BIAS);
    }

    /** No item's bias is above it. */
    public float mostBias() {
        return mostBias;
    }

    /** Whether scores change at all. */
    public boolean weighs() {
        return weighs;
    }

    /** Whether there are must-have rules. */
    public boolean requires() {
        return required != 0;
    }

    /** Whether an item can be refused for its own sake. */
    public boolean filters() {
        return (required | excluding) != 0;
    }

    /** Item ids by rank. */
    public Int2ObjectMap<String> pins() {
        return pins;
    }

    /** The rules without those that an item must meet. */
    static RuleSet withoutRequired(List<Rule> rules) {
        List<Rule> rest = new ArrayList<>(rules);
        rest.removeIf(rule -> rule.bias() == Rule.MUST);
        return new RuleSet(rest);
    }
}
