package io.streamwheel.benchmarks.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class KnobTest {

    private static List<String> parts(String value) {
        return List.of(value.split("/"));
    }

    private static List<Integer> numbers(String value) {
        return parts(value).stream().map(Integer::valueOf).toList();
    }

    @ParameterizedTest
    @EnumSource
    void theDefaultIsAmongFourToSixValues(Knob knob) {
        assertThat(knob.tried()).doesNotHaveDuplicates().contains(knob.usual());
        assertThat(knob.tried().size()).isBetween(4, 6);
    }

    @ParameterizedTest
    @EnumSource
    void theDefaultIsTheOneOfTheServicesReadme(Knob knob) throws IOException {
        Path readme = Path.of("..", knob.service().slug() + "-service", "README.md");
        List<String> lines = Files.readAllLines(readme);
        for (int i = 0; i < knob.properties().size(); i++) {
            String row = "| `" + knob.properties().get(i) + "` |";
            String usual = parts(knob.usual()).get(i);
            assertThat(lines.stream().filter(line -> line.startsWith(row)))
                    .singleElement()
                    .asString()
                    .containsPattern("[,.] " + usual + "\\b");
        }
    }

    @ParameterizedTest
    @EnumSource
    void theReadmeHasItsValues(Knob knob) throws IOException {
        String values = String.join(", ", knob.tried());
        String bold = values.replaceAll("\\b" + knob.usual() + "\\b", "**" + knob.usual() + "**");
        assertThat(Files.readAllLines(Path.of("README.md")))
                .filteredOn(line -> line.startsWith("| `" + knob + "` |"))
                .singleElement()
                .asString()
                .contains(knob.properties().getFirst())
                .endsWith(" | " + bold + " |");
    }

    @ParameterizedTest
    @EnumSource
    void aValueIsGivenToEachPropertyOfTheSetting(Knob knob) {
        for (String value : knob.tried()) {
            assertThat(knob.options(value).split(" ")).hasSize(knob.properties().size());
        }
    }

    @Test
    void propertiesThatHangTogetherAreGivenTogether() {
        assertThat(Knob.TRANSFORM_BATCH.options("8/16"))
                .isEqualTo(
                        "-Dstreamwheel.transform.batch-size=8 -Dstreamwheel.transform.prefetch=16");
    }

    @ParameterizedTest
    @EnumSource(names = {"TRANSFORM_BATCH", "STORE_BATCH"})
    void aBatchIsAtMostThePrefetch(Knob knob) {
        assertThat(knob.tried())
                .map(KnobTest::numbers)
                .allSatisfy(
                        both -> assertThat(both.getFirst()).isLessThanOrEqualTo(both.getLast()));
    }

    @Test
    void aPoolHasAConnectionForEachWriterAndForWhoAsks() {
        int writers = Integer.parseInt(Knob.WRITERS.usual());
        assertThat(Knob.POOL.tried()).map(Integer::valueOf).allMatch(pool -> pool > writers);
        int pool = Integer.parseInt(Knob.POOL.usual());
        assertThat(Knob.WRITERS.tried()).map(Integer::valueOf).allMatch(some -> some < pool);
    }

    @Test
    void everySecondRoundGoesBack() {
        assertThat(Knob.LINGER.tried(1)).startsWith("0ms").isEqualTo(Knob.LINGER.tried(3));
        assertThat(Knob.LINGER.tried(2)).endsWith("0ms").hasSameElementsAs(Knob.LINGER.tried());
    }

    @Test
    void aNameThatNobodyKnowsIsAnsweredWithThoseThatThereAre() {
        assertThat(Knob.named("store-batch")).isEqualTo(Knob.STORE_BATCH);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Knob.named("heap"))
                .withMessageContaining("transform-lanes")
                .withMessageContaining("heap");
    }
}
