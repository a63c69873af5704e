package io.streamwheel.benchmarks.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.streamwheel.benchmarks.stack.Service;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class SettingsTest {

    @Test
    void aMillionInteractionsAndFiveHundredListsASecondAreTheDefault() {
        Settings settings = Settings.parse(new String[0]);
        assertThat(settings.interactions()).isEqualTo(1_000_000);
        assertThat(settings.users()).isEqualTo(6_000);
        assertThat(settings.items()).isEqualTo(3_700);
        assertThat(settings.rate()).isEqualTo(500);
        assertThat(settings.jars()).containsOnlyKeys(Service.values());
    }

    @Test
    void argumentsAreTaken() {
        Settings settings =
                Settings.parse(
                        new String[] {
                            "--events",
                            "0",
                            "--builds",
                            "2",
                            "--rounds",
                            "1",
                            "--rate",
                            "50",
                            "--analysis",
                            "a.jar",
                            "--analysis-options",
                            "-Xmx2g"
                        });
        assertThat(settings.events()).isZero();
        assertThat(settings.builds()).isEqualTo(2);
        assertThat(settings.rounds()).isEqualTo(1);
        assertThat(settings.rate()).isEqualTo(50);
        assertThat(settings.jars()).containsEntry(Service.ANALYSIS, Path.of("a.jar"));
        assertThat(settings.options()).containsEntry(Service.ANALYSIS, "-Xmx2g");
    }

    @Test
    void whatMakesNoMeasurementIsRefused() {
        for (String[] each :
                new String[][] {
                    {"--rate", "0"},
                    {"--items", "39"},
                    {"--events", "-1"},
                    {"--builds", "0"},
                    {"--seconds"},
                    {"--speed", "1"}
                }) {
            assertThatIllegalArgumentException().isThrownBy(() -> Settings.parse(each));
        }
    }
}
