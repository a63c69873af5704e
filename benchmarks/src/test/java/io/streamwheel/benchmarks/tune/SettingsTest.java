package io.streamwheel.benchmarks.tune;

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
    void withoutArgumentsEverySettingIsTriedInTwoRounds() {
        Settings settings = parse();
        assertThat(settings.knobs()).containsExactly(Knob.values());
        assertThat(settings.rounds()).isEqualTo(2);
        assertThat(settings.builds().jars()).containsOnlyKeys(Service.values());
    }

    @Test
    void argumentsAreTaken() {
        Settings settings =
                parse(
                        "--only",
                        "writers, linger",
                        "--rounds",
                        "3",
                        "--seconds",
                        "4",
                        "--warm-up",
                        "5",
                        "--quiet-seconds",
                        "6",
                        "--results",
                        "r",
                        "--transform",
                        "t.jar");
        assertThat(settings.knobs()).containsExactly(Knob.LINGER, Knob.WRITERS);
        assertThat(settings.rounds()).isEqualTo(3);
        assertThat(settings.seconds()).isEqualTo(4);
        assertThat(settings.warmUp()).isEqualTo(5);
        assertThat(settings.quietSeconds()).isEqualTo(6);
        assertThat(settings.results()).isEqualTo(Path.of("r"));
        assertThat(settings.builds().jars()).containsEntry(Service.TRANSFORM, Path.of("t.jar"));
    }

    @Test
    void aTurnIsAValueInARound() {
        Settings settings = parse("--only", "linger,writers", "--rounds", "3");
        int values = Knob.LINGER.tried().size() + Knob.WRITERS.tried().size();
        assertThat(settings.turns()).isEqualTo(3 * values);
    }

    @Test
    void whatMakesNoSenseIsRefusedByItsName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse("--rounds", "0"))
                .withMessage("--rounds must be at least 1: 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse("--seconds", "ten"))
                .withMessage("--seconds must be a number: ten");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse("--warm-up"))
                .withMessageContaining("--warm-up");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse("--speed", "1"))
                .withMessageContaining("--help");
    }

    @Test
    void helpNamesAllSettings() {
        assertThat(Settings.asksForHelp(new String[] {"--rounds", "1", "--help"})).isTrue();
        assertThat(Settings.asksForHelp(new String[] {"--rounds", "1"})).isFalse();
        for (Knob knob : Knob.values()) {
            assertThat(Settings.HELP).contains(knob.toString());
        }
    }
}
