package io.streamwheel.analysis.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ConsoleSettingsTest {

    private static ConsoleSettings named(String operator) {
        return new ConsoleSettings(operator, "", "http://127.0.0.1:8080", "");
    }

    @Test
    void theLogInNamesTheOperatorOnlyWhereEverybodyKnowsTheName() {
        assertThat(named("operator").knownName()).isEqualTo("operator");
        assertThat(named("ada").knownName()).isEmpty();
    }

    @Test
    void capitalsAndBlanksOfTheNameSayNothing() {
        assertThat(named(" Ada ").operator()).isEqualTo("ada");
    }

    @Test
    void aNameThatNobodyCouldTypeIsRefused() {
        assertThatThrownBy(() -> named(" ")).hasMessageContaining("streamwheel.console.operator");
        assertThatThrownBy(() -> named("a".repeat(65))).hasMessageContaining("it has 65");
    }
}
