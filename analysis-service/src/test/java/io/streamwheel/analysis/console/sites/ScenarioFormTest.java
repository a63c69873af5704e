package io.streamwheel.analysis.console.sites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streamwheel.analysis.console.ConsoleProblem;
import io.streamwheel.analysis.scenario.ScenarioParser;
import io.streamwheel.analysis.scenario.ScenarioSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import tools.jackson.databind.json.JsonMapper;

class ScenarioFormTest {

    private static ScenarioSettings settings(String json) {
        ScenarioParser.Parsed parsed =
                ScenarioParser.parse(JsonMapper.shared().readTree(json.replace('\'', '"')));
        assertThat(parsed.errors()).isEmpty();
        return parsed.settings();
    }

    private static FormErrors errors(ScenarioForm form) {
        return new FormErrors(ScenarioParser.parse(form.json()).errors());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'rules': [{'field': 'category', 'values': ['camping', 'a, b'], 'bias': 2}]}",
                "{'rules': [{'field': 'properties.brand', 'values': ['Acme'], 'bias': 0.001}]}",
                "{'rules': [{'field': 'properties.n', 'values': [5.0, true], 'bias': 0.33333334}]}",
                "{'rules': [{'field': 'item', 'values': ['p1'], 'bias': 0}]}",
                "{'rules': [{'field': 'item', 'values': ['p1'], 'bias': -1}]}",
                "{'rules': [{'field': 'item', 'values': ['p1'], 'pin': 100}], 'relax': true}",
                "{'diversity': {'lambda': 0}, 'exclude': 'purchased', 'maxPerCategory': 100}",
                "{'diversity': {'lambda': 0.3333333333333333}}",
                "{'exploration': {'share': 0.5, 'newWithinDays': 365, 'maxWeight': 0}}",
                "{'exploration': {'share': 0.1, 'newWithinDays': 1, 'maxWeight': 1000000}}"
            })
    void whatIsStoredIsTheSameAfterTheForm(String json) {
        ScenarioSettings settings = settings(json);
        assertThat(ScenarioParser.parse(ScenarioForm.of(settings).json()).settings())
                .isEqualTo(settings);
        assertThat(ScenarioForm.canHold(settings)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"two\\nlines", " blank", " "})
    void aValueThatTheFormWouldChangeIsNoticed(String value) {
        assertThat(
                        ScenarioForm.canHold(
                                settings(
                                        "{'rules': [{'field': 'item', 'values': ['%s'], 'bias': 2}]}"
                                                .formatted(value))))
                .isFalse();
    }

    private static MultiValueMap<String, String> sent(String... namesAndValues) {
        MultiValueMap<String, String> sent = new LinkedMultiValueMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            sent.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return sent;
    }

    private static MultiValueMap<String, String> rule(
            String about, String property, String values, String effect, String number) {
        return sent(
                "about",
                about,
                "property",
                property,
                "values",
                values,
                "effect",
                effect,
                "number",
                number);
    }

    @Test
    void emptyFieldsAreLeftToTheDefaults() {
        ScenarioForm form = ScenarioForm.of(sent("lambda", " ", "share", "", "exclude", ""));
        assertThat(ScenarioParser.parse(form.json()).settings()).isEqualTo(ScenarioSettings.PLAIN);
    }

    @Test
    void whatIsWrongIsFoundAtItsPlace() {
        FormErrors errors =
                errors(
                        ScenarioForm.of(
                                rule(
                                        "property",
                                        " ",
                                        "ok\r\n\r\n" + "x".repeat(257),
                                        "weigh",
                                        "1,5")));
        assertThat(errors.at("/rules/0/field")).contains("properties.");
        assertThat(errors.within("/rules/0/values")).startsWith("no. 2 must be a text");
        assertThat(errors.at("/rules/0/bias")).contains("from 0.001 to 1000");
        assertThat(errors.count()).isEqualTo(3);
        assertThat(errors(ScenarioForm.of(rule("item", "", "p1", "pin", ""))).at("/rules/0/pin"))
                .contains("a whole number from 1 to 100");
        assertThat(errors(ScenarioForm.of(sent("share", "much"))).at("/exploration/share"))
                .contains("0 to 0.5");
    }

    @Test
    void placesThatOnlyBeginAlikeAreNotTheSame() {
        MultiValueMap<String, String> sent = new LinkedMultiValueMap<>();
        for (int i = 0; i < 11; i++) {
            sent.addAll(rule("item", "", "p" + i, "weigh", i == 10 ? "x" : "2"));
        }
        FormErrors errors = errors(ScenarioForm.of(sent));
        assertThat(errors.within("/rules/1")).isEmpty();
        assertThat(errors.within("/rules/10")).isNotEmpty();
    }

    @Test
    void rulesComeAndGoInTheirPlaces() {
        ScenarioForm form = ScenarioForm.of(rule("item", "", "p1", "exclude", ""));
        assertThat(form.withOneMore().rules())
                .containsExactly(form.rules().getFirst(), RuleForm.EMPTY);
        assertThat(form.withOneMore().without(0).rules()).containsExactly(RuleForm.EMPTY);
        assertThat(form.without(7)).isEqualTo(form);
    }

    @Test
    void rulesThatCameInPartsAreRefused() {
        assertThatThrownBy(() -> ScenarioForm.of(sent("about", "item")))
                .isInstanceOf(ConsoleProblem.class);
    }
}
