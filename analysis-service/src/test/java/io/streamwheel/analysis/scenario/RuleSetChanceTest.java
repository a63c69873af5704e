package io.streamwheel.analysis.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.streamwheel.analysis.catalogue.Card;
import io.streamwheel.analysis.catalogue.Item;
import io.streamwheel.testkit.chance.Chance;
import io.streamwheel.testkit.chance.Tries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules made ready say of every item what looking at each rule says. */
class RuleSetChanceTest {

    private static final List<String> WORDS = List.of("a", "b", "c", "d");

    @Test
    void compiledRulesDecideAsTheRulesOneByOne() {
        Tries.check(chance -> {
            List<Rule> rules = rules(chance);
            RuleSet compiled = new RuleSet(rules);
            Card card = card(chance);
            long about = compiled.about(card.item().itemId(), card);

            double bias = 1;
            boolean excluded = false;
            boolean meets = true;
            for (Rule rule : rules) {
                boolean named = !rule.isPin() && names(rule, card);
                if (rule.isPin()) {
                    assertThat(compiled.pins().get(rule.pin())).isEqualTo(rule.values().getFirst());
                } else if (rule.bias() == Rule.EXCLUDE) {
                    excluded |= named;
                } else if (rule.bias() == Rule.MUST) {
                    meets &= named;
                } else if (named) {
                    bias *= rule.bias();
                }
            }
            assertThat(compiled.excludes(about)).isEqualTo(excluded);
            assertThat(compiled.meetsRequired(about)).isEqualTo(meets);
            double expected = Math.clamp(bias, 1 / RuleSet.MOST_BIAS, RuleSet.MOST_BIAS);
            assertThat((double) compiled.bias(about)).isCloseTo(expected, within(expected * 1e-5));
            assertThat(compiled.bias(about)).isLessThanOrEqualTo(compiled.mostBias());
        });
    }

    @Test
    void anItemThatNobodyHasDescribedIsJudgedByItsIdOnly() {
        RuleSet rules =
                new RuleSet(
                        List.of(
                                Rule.bias(Rule.ITEM, List.of("x"), 3),
                                Rule.bias(Rule.CATEGORY, List.of("a"), Rule.MUST)));
        assertThat(rules.bias(rules.about("x", null))).isEqualTo(3);
        assertThat(rules.meetsRequired(rules.about("x", null))).isFalse();
    }

    @Test
    void aRuleWeighsAnItemOnceHoweverManyOfItsValuesTheItemHas() {
        RuleSet rules = new RuleSet(List.of(Rule.bias(Rule.CATEGORY, WORDS, 3)));
        Card card = card("x", List.of("a", "b"), "{}");
        assertThat(rules.bias(rules.about("x", card))).isEqualTo(3);
    }

    private static List<Rule> rules(Chance chance) {
        List<Rule> rules = new ArrayList<>();
        int count = chance.below(RuleSet.MOST_RULES + 1);
        for (int i = 0; i < count; i++) {
            if (chance.oneIn(10)) {
                rules.add(Rule.pin("pinned-" + i, i + 1));
                continue;
            }
            String field =
                    chance.oneOf(Rule.ITEM, Rule.CATEGORY, "properties.brand", "properties.size");
            List<String> values = new ArrayList<>();
            for (int v = chance.between(1, 3); v > 0; v--) {
                values.add(chance.oneOf(WORDS));
            }
            float bias = chance.oneOf(1f, 2f, 1000f, 0.5f, 0.001f, Rule.EXCLUDE, Rule.MUST);
            rules.add(Rule.bias(field, values, bias));
        }
        return rules;
    }

    private static Card card(Chance chance) {
        List<String> categories = new ArrayList<>();
        for (int i = chance.below(3); i > 0; i--) {
            categories.add(chance.oneOf(WORDS));
        }
        String properties =
                chance.oneOf(
                        "{}",
                        "{\"brand\":\"a\"}",
                        "{\"brand\":[\"b\",\"c\"],\"size\":\"d\"}",
                        "{\"brand\":{\"deep\":\"a\"},\"other\":\"a\"}");
        return card(chance.oneOf(WORDS), categories, properties);
    }

    /** Slowly. */
    private static boolean names(Rule rule, Card card) {
        return switch (rule.field()) {
            case Rule.ITEM -> rule.values().contains(card.item().itemId());
            case Rule.CATEGORY ->
                    card.item().categories().stream().anyMatch(rule.values()::contains);
            default ->
                    card.traits().stream()
                            .filter(trait -> trait.startsWith(rule.property() + "\0"))
                            .map(trait -> trait.substring(trait.indexOf('\0') + 1))
                            .anyMatch(rule.values()::contains);
        };
    }

    private static Card card(String id, List<String> categories, String properties) {
        return Card.of(
                new Item(
                        id,
                        null,
                        categories,
                        null,
                        null,
                        null,
                        null,
                        true,
                        null,
                        null,
                        false,
                        properties,
                        false,
                        Instant.EPOCH));
    }
}
