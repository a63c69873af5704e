package io.streamwheel.analysis.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class PeopleTrainerTest {

    private final PeopleTrainer trainer = new PeopleTrainer(Duration.ofMinutes(5));

    /** Circles of friends, and ties across them at random. */
    private static FollowGraph circles(int people, long seed) {
        Random random = new Random(seed);
        FollowGraph.Collector collector = new FollowGraph.Collector();
        for (int i = 0; i < people * 8; i++) {
            int one = random.nextInt(people);
            int other =
                    random.nextInt(4) == 0
                            ? random.nextInt(people)
                            : one / 20 * 20 + random.nextInt(20);
            other = Math.min(other, people - 1);
            collector.add("u" + one, "u" + other, true, 0);
            collector.add("u" + other, "u" + one, true, 0);
        }
        return collector.collect(Instant.EPOCH);
    }

    @Test
    void aGraphTooSmallToCompareIsRankedPlainly() {
        PeopleModel model = trainer.train(circles(40, 1), Instant.EPOCH);
        assertThat(model.name()).isEqualTo(PeopleModel.PLAIN);
        assertThat(model.mixes()).isFalse();
        assertThat(model.card().people()).isZero();
    }

    @Test
    void theMixIsServedOnlyWhereItIsBetterAndTheSameGraphGivesTheSame() {
        FollowGraph graph = circles(600, 2);
        PeopleModel model = trainer.train(graph, Instant.EPOCH);
        assertThat(model.card().people()).isGreaterThan(100);
        assertThat(model.mixes()).isEqualTo(model.name().equals(PeopleModel.MIX));
        if (model.mixes()) {
            assertThat(model.card().mixNdcgAt10()).isGreaterThan(model.card().plainNdcgAt10());
        }
        assertThat(trainer.train(graph, Instant.EPOCH).weights()).isEqualTo(model.weights());
    }

    @Test
    void learningEndsWhenItsThreadIsInterrupted() {
        FollowGraph graph = circles(600, 5);
        Thread.currentThread().interrupt();
        try {
            assertThatExceptionOfType(CancellationException.class)
                    .isThrownBy(() -> trainer.train(graph, Instant.EPOCH));
            assertThatExceptionOfType(CancellationException.class)
                    .isThrownBy(() -> Spectrum.of(graph, 100, true));
            assertThatExceptionOfType(CancellationException.class)
                    .isThrownBy(() -> SymmetricEigen.of(new double[][] {{2, 1}, {1, 3}}));
        } finally {
            assertThat(Thread.interrupted()).as("whoever is above must see it too").isTrue();
        }
    }

    @Test
    void aMixNamesTheSameCommonConnectionsAndNobodyWhoIsFollowed() {
        FollowGraph graph = circles(300, 3);
        double[] weights = new double[Candidates.FEATURES];
        weights[0] = 1; // the logarithm of resource allocation: the same order
        PeopleModel mix =
                new PeopleModel(PeopleModel.MIX, Instant.EPOCH, weights, PeopleModel.Card.NONE);
        PeopleModel plain =
                new PeopleModel(
                        PeopleModel.PLAIN, Instant.EPOCH, new double[0], PeopleModel.Card.NONE);
        Circle circle = Circle.of(graph, Stances.none("u7"));
        var mixed = PeopleGraph.of(graph, mix).mayKnow(circle, 10);
        var known = PeopleGraph.of(graph, plain).mayKnow(circle, 10);
        assertThat(mixed.stream().map(PeopleGraph.Known::person))
                .containsExactlyElementsOf(known.stream().map(PeopleGraph.Known::person).toList());
        assertThat(mixed.stream().map(PeopleGraph.Known::common))
                .containsExactlyElementsOf(known.stream().map(PeopleGraph.Known::common).toList());
        assertThat(mixed).isNotEmpty().noneMatch(each -> each.person().equals("u7"));
        assertThat(mixed).noneMatch(each -> circle.tied().containsKey(graph.find(each.person())));
    }

    @Test
    void eigenvectorsAreThoseOfTheMatrix() {
        FollowGraph graph = circles(100, 4);
        Spectrum spectrum = Spectrum.of(graph, 100, false);
        assertThat(spectrum.rank()).isEqualTo(100);
        // With all of them, what they say of two people is whether these are tied.
        for (int person = 0; person < 100; person += 9) {
            Circle circle = Circle.of(graph, Stances.none(graph.name(person)));
            float[] place = spectrum.placeOf(graph, circle);
            for (int other = 0; other < graph.people(); other++) {
                assertThat((double) spectrum.tie(place, other))
                        .isCloseTo(circle.tied().containsKey(other) ? 1 : 0, within(2e-3));
            }
        }
    }
}
