package io.streamwheel.benchmarks.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.streamwheel.benchmarks.stack.Service;
import org.junit.jupiter.api.Test;

final class SettingsTest {

    @Test
    void allServicesAsTheyAreInTheImageAreTheDefault() {
        Settings settings = Settings.parse(new String[0]);
        assertThat(settings.services()).containsExactly(Service.values());
        assertThat(settings.further()).containsExactly("");
        assertThat(settings.rounds()).isEqualTo(5);
    }

    @Test
    void argumentsAreTaken() {
        Settings settings =
                Settings.parse(
                        new String[] {
                            "--service", "transform",
                            "--also", "-XX:+UseSerialGC",
                            "--also", "-XX:+UseParallelGC -Xmx256m",
                            "--rounds", "3",
                            "--idle", "1"
                        });
        assertThat(settings.services()).containsExactly(Service.TRANSFORM);
        assertThat(settings.further())
                .containsExactly("", "-XX:+UseSerialGC", "-XX:+UseParallelGC -Xmx256m");
        assertThat(settings.rounds()).isEqualTo(3);
        assertThat(settings.idle()).hasSeconds(1);
    }

    @Test
    void whatMakesNoMeasurementIsRefused() {
        assertRefused("--rounds", "0");
        assertRefused("--service", "database");
        assertRefused("--idle", "-1");
        assertRefused("--speed", "1");
        assertRefused("--rounds");
    }

    private static void assertRefused(String... arguments) {
        assertThatIllegalArgumentException().isThrownBy(() -> Settings.parse(arguments));
    }
}
