package io.streamwheel.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.streamwheel.benchmarks.stack.Service;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class SettingsTest {

    private static Settings parse(String... arguments) {
        return Settings.parse(arguments);
    }

    @Test
    void withoutArgumentsEverythingButGrowthIsMeasuredInThreeRounds() {
        Settings settings = parse();
        assertThat(settings.rows()).hasSize(Row.values().length - 1).doesNotContain(Row.GROWTH);
        assertThat(settings.rounds()).isEqualTo(3);
        assertThat(settings.builds().jars()).containsOnlyKeys(Service.values());
        assertThat(settings.doorOptions()).contains("-XX:MaxRAMPercentage=70");
    }

    @Test
    void quickIsRefinedByWhatFollowsIt() {
        Settings settings = parse("--quick", "--seconds", "5", "--rows", "events, store");
        assertThat(settings.rounds()).isEqualTo(1);
        assertThat(settings.seconds()).isEqualTo(5);
        assertThat(settings.rows()).containsExactlyInAnyOrder(Row.EVENTS, Row.STORE);
        assertThat(settings.warmUp()).isLessThan(parse().warmUp());
    }

    @Test
    void argumentsSayWhatIsRunAndWhereTheReportGoes() {
        Settings settings =
                parse("--transform", "t.jar", "--results", "r", "--ingest-options", "-Xmx1g");
        assertThat(settings.builds().jars()).containsEntry(Service.TRANSFORM, Path.of("t.jar"));
        assertThat(settings.results()).isEqualTo(Path.of("r"));
        assertThat(settings.doorOptions()).isEqualTo("-Xmx1g");
    }

    @Test
    void growthComesOnTopOfTheOtherRows() {
        Settings settings = parse("--growth", "--rounds", "1");
        assertThat(settings.rows()).containsExactlyInAnyOrder(Row.values());
        assertThat(settings.rounds()).isEqualTo(1);
        assertThat(settings.smallestSite().times(4).interactions()).isEqualTo(4 * settings.grown());
    }

    @Test
    void overloadNeedsThePeak() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse("--rows", "overload,lists"))
                .withMessageContaining("events");
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> parse("--rounds", "0"));
        assertThatIllegalArgumentException().isThrownBy(() -> parse("--batch", "501"));
        assertThatIllegalArgumentException().isThrownBy(() -> parse("--seconds"));
        assertThatIllegalArgumentException().isThrownBy(() -> parse("--speed", "1"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse("--rows", "everything"))
                .withMessageContaining("perftest");
    }
}
