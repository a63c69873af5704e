package io.streamwheel.benchmarks.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class SettingsTest {

    private static final String SIZES = "interactions=100,users=10,items=50";

    @Test
    void everyMethodAndEveryPeerIsTheDefault() {
        Settings settings = parse("--generate", SIZES);
        assertThat(settings.own()).containsExactly("cosine", "llr", "rp3beta", "ease", "build");
        assertThat(settings.only()).containsExactly("lenskit", "mahout", "spark");
        assertThat(settings.heap()).isEqualTo("1g");
        assertThat(settings.source()).contains("100 interactions of 10 users");
    }

    @Test
    void argumentsAreTaken() {
        Settings settings =
                parse(
                        "--data",
                        "u.data",
                        "--columns",
                        "user,item,stars,timestamp",
                        "--peers",
                        "none",
                        "--own",
                        "cosine,ease",
                        "--rounds",
                        "3",
                        "--threads",
                        "1",
                        "--heap",
                        "512m",
                        "--limit",
                        "60",
                        "--peer-java",
                        "java17",
                        "--results",
                        "out");
        assertThat(settings.data()).isEqualTo(Path.of("u.data"));
        assertThat(settings.columns()).isEqualTo(new Columns(0, 1, 3, -1));
        assertThat(settings.only()).isEmpty();
        assertThat(settings.own()).containsExactly("cosine", "ease");
        assertThat(settings.rounds()).isEqualTo(3);
        assertThat(settings.threads()).isEqualTo(1);
        assertThat(settings.limit()).isEqualTo(Duration.ofMinutes(1));
        assertThat(settings.peerJava()).isEqualTo(Path.of("java17"));
    }

    @Test
    void whatMakesNoEvaluationIsRefused() {
        assertRefused();
        assertRefused("--data", "u.data", "--generate", SIZES);
        assertRefused("--generate", SIZES, "--rounds", "0");
        assertRefused("--generate", SIZES, "--heap", "much");
        assertRefused("--generate", SIZES, "--own", "magic");
        assertRefused("--generate", SIZES, "--columns", "user,item");
        assertRefused("--generate", SIZES, "--speed", "1");
        assertRefused("--generate");
    }

    private static void assertRefused(String... arguments) {
        assertThatIllegalArgumentException().isThrownBy(() -> parse(arguments));
    }

    private static Settings parse(String... arguments) {
        return Settings.parse(arguments);
    }
}
