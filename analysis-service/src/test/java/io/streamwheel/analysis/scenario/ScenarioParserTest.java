package io.streamwheel.analysis.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.analysis.catalogue.FieldError;
import io.streamwheel.analysis.history.Exclude;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class ScenarioParserTest {

    @Test
    void nothingSaidIsAPlainScenario() {
        assertThat(settings("{}")).isEqualTo(ScenarioSettings.PLAIN);
        assertThat(Scenario.of("s", 1, settings("{\"rules\":null}")).isPlain()).isTrue();
    }

    @Test
    void everythingThatCanBeSaidIsRead() {
        ScenarioSettings settings =
                settings(
                        """
                        {"rules": [{"field": "category", "values": ["camping"], "bias": 2},
                                   {"field": "properties.size", "values": [5.0, true, "x"], "bias": -1},
                                   {"field": "item", "values": ["p1"], "pin": 3}],
                         "diversity": {"lambda": 0.5},
                         "exploration": {"share": 0.2, "newWithinDays": 7, "maxWeight": 3},
                         "maxPerCategory": 4, "exclude": "purchased", "relax": true}
                        """);
        assertThat(settings.rules())
                .containsExactly(
                        Rule.bias("category", List.of("camping"), 2),
                        Rule.bias("properties.size", List.of("5", "true", "x"), -1),
                        Rule.pin("p1", 3));
        assertThat(settings.lambda()).isEqualTo(0.5);
        assertThat(settings.exploration()).isEqualTo(new Exploration(0.2, Duration.ofDays(7), 3));
        assertThat(settings.maxPerCategory()).isEqualTo(4);
        assertThat(settings.exclude()).isEqualTo(Exclude.PURCHASED);
        assertThat(settings.relax()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[] | ``",
                "{\"rule\":[]} | /rule",
                "{\"a/b\":1} | /a~1b",
                "{\"rules\":{}} | /rules",
                "{\"rules\":[1]} | /rules/0",
                "{\"rules\":[{\"field\":\"brand\",\"values\":[\"x\"],\"bias\":2}]} | /rules/0/field",
                "{\"rules\":[{\"field\":\"properties.\",\"values\":[\"x\"],\"bias\":2}]} | /rules/0/field",
                "{\"rules\":[{\"field\":\"item\",\"values\":[],\"bias\":2}]} | /rules/0/values",
                "{\"rules\":[{\"field\":\"item\",\"values\":[\"x\",null],\"bias\":2}]} | /rules/0/values/1",
                "{\"rules\":[{\"field\":\"item\",\"values\":[1e999],\"bias\":2}]} | /rules/0/values/0",
                "{\"rules\":[{\"field\":\"item\",\"values\":[\"x\"]}]} | /rules/0",
                "{\"rules\":[{\"field\":\"item\",\"values\":[\"x\"],\"bias\":2,\"pin\":1}]} | /rules/0",
                "{\"rules\":[{\"field\":\"item\",\"values\":[\"x\"],\"bias\":-2}]} | /rules/0/bias",
                "{\"rules\":[{\"field\":\"item\",\"values\":[\"x\"],\"bias\":1001}]} | /rules/0/bias",
                "{\"rules\":[{\"field\":\"item\",\"values\":[\"x\"],\"bias\":1e999}]} | /rules/0/bias",
                "{\"rules\":[{\"field\":\"item\",\"values\":[\"x\"],\"bias\":\"2\"}]} | /rules/0/bias",
                "{\"rules\":[{\"field\":\"item\",\"values\":[\"x\"],\"pin\":0}]} | /rules/0/pin",
                "{\"rules\":[{\"field\":\"item\",\"values\":[\"x\",\"y\"],\"pin\":1}]} | /rules/0",
                "{\"rules\":[{\"field\":\"item\",\"values\":[\"x\"],\"pin\":1},{\"field\":\"item\",\"values\":[\"y\"],\"pin\":1}]} | /rules/1/pin",
                "{\"rules\":[{\"field\":\"item\",\"values\":[\"x\"],\"pin\":1},{\"field\":\"item\",\"values\":[\"x\"],\"pin\":2}]} | /rules/1/values/0",
                "{\"diversity\":0.5} | /diversity",
                "{\"diversity\":{\"lambda\":1.1}} | /diversity/lambda",
                "{\"exploration\":{\"share\":0.6}} | /exploration/share",
                "{\"exploration\":{\"newWithinDays\":1.5}} | /exploration/newWithinDays",
                "{\"maxPerCategory\":0} | /maxPerCategory",
                "{\"exclude\":\"all\"} | /exclude",
                "{\"relax\":1} | /relax"
            })
    void whatIsWrongIsNamed(String json, String pointer) {
        ScenarioParser.Parsed parsed = ScenarioParser.parse(JsonMapper.shared().readTree(json));
        assertThat(parsed.settings()).isNull();
        assertThat(parsed.errors()).extracting(FieldError::pointer).contains(pointer);
    }

    @Test
    void sixtyFiveRulesAreTooMany() {
        String rule = "{\"field\":\"item\",\"values\":[\"x\"],\"bias\":2}";
        assertThat(settings("{\"rules\":[" + (rule + ",").repeat(63) + rule + "]}").rules())
                .hasSize(64);
        String tooMany = "{\"rules\":[" + (rule + ",").repeat(64) + rule + "]}";
        assertThat(ScenarioParser.parse(JsonMapper.shared().readTree(tooMany)).errors())
                .extracting(FieldError::pointer)
                .containsExactly("/rules");
    }

    private static ScenarioSettings settings(String json) {
        ScenarioParser.Parsed parsed = ScenarioParser.parse(JsonMapper.shared().readTree(json));
        assertThat(parsed.errors()).isEmpty();
        return parsed.settings();
    }
}
