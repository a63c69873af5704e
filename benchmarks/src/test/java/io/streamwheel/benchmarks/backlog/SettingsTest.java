package io.streamwheel.benchmarks.backlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.streamwheel.benchmarks.stack.Service;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class SettingsTest {

    @Test
    void aMillionEventsInRequestsOfFiftyAreTheDefault() {
        Settings settings = parse();
        assertThat(settings.events()).isEqualTo(1_000_000);
        assertThat(settings.batch()).isEqualTo(50);
        assertThat(settings.builds().jars()).containsOnlyKeys(Service.values());
    }

    @Test
    void argumentsAreTaken() {
        Settings settings =
                parse(
                        "--events",
                        "100000",
                        "--rounds",
                        "2",
                        "--seconds",
                        "5",
                        "--warm-up",
                        "0",
                        "--connections",
                        "8",
                        "--batch",
                        "500",
                        "--transform",
                        "t.jar",
                        "--analysis-options",
                        "-Xmx1g");
        assertThat(settings.events()).isEqualTo(100_000);
        assertThat(settings.rounds()).isEqualTo(2);
        assertThat(settings.seconds()).isEqualTo(5);
        assertThat(settings.warmUp()).isZero();
        assertThat(settings.connections()).isEqualTo(8);
        assertThat(settings.batch()).isEqualTo(500);
        assertThat(settings.builds().jars()).containsEntry(Service.TRANSFORM, Path.of("t.jar"));
        assertThat(settings.builds().options())
                .containsEntry(Service.ANALYSIS, "-Xmx1g")
                .containsEntry(Service.INGEST, parse().builds().options().get(Service.INGEST));
    }

    @Test
    void whatMakesNoMeasurementIsRefused() {
        assertRefused("--events", "0");
        assertRefused("--rounds", "0");
        assertRefused("--batch", "501");
        assertRefused("--events", "many");
        assertRefused("--events");
        assertRefused("--speed", "1");
    }

    private static void assertRefused(String... arguments) {
        assertThatIllegalArgumentException().isThrownBy(() -> parse(arguments));
    }

    private static Settings parse(String... arguments) {
        return Settings.parse(arguments);
    }
}
