package io.streamwheel.benchmarks.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.benchmarks.stack.Service;
import java.util.List;
import org.junit.jupiter.api.Test;

final class VariantTest {

    private static final long MEBIBYTE = 1 << 20;

    @Test
    void mediansLeastAndMostAreTold() {
        Variant variant = new Variant(Service.INGEST, "-Xmx256m", true);
        variant.starts()
                .addAll(
                        List.of(
                                new Start(2.5, 3, 200 * MEBIBYTE),
                                new Start(1.5, 4, 300 * MEBIBYTE),
                                new Start(9.0, 8, 210 * MEBIBYTE)));
        assertThat(variant.line())
                .isEqualTo(
                        "ingest    cache   start 2.50 (1.50 to 9.00) s, CPU 4.00 (3.00 to 8.00) s,"
                                + " resident 210 (200 to 300) MiB  -Xmx256m");
    }

    @Test
    void oneStartHasNoRange() {
        Variant variant = new Variant(Service.ANALYSIS, "", false);
        assertThat(variant.lineOf(new Start(2.5, 3, 200 * MEBIBYTE)))
                .isEqualTo("analysis  none    start 2.50 s, CPU 3.00 s, resident 200 MiB");
    }
}
