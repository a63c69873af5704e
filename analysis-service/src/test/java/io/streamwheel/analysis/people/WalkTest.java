package io.streamwheel.analysis.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WalkTest {

    private static final PeopleModel PLAIN =
            new PeopleModel(PeopleModel.PLAIN, Instant.EPOCH, new double[0], PeopleModel.Card.NONE);

    static PeopleGraph graph(List<String[]> follows) {
        FollowGraph.Collector collector = new FollowGraph.Collector();
        follows.forEach(each -> collector.add(each[0], each[1], true, 0));
        return PeopleGraph.of(collector.collect(Instant.EPOCH), PLAIN);
    }

    /** What a table of sets and three loops find, for follows in one direction and in both. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void allocatesWhatPlainLoopsDo(long seed) {
        Random random = new Random(seed);
        Map<String, Set<String>> follows = new TreeMap<>();
        List<String[]> edges = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            String one = "u" + random.nextInt(25);
            String other = "u" + random.nextInt(25);
            if (!one.equals(other)
                    && follows.computeIfAbsent(one, _ -> new HashSet<>()).add(other)) {
                edges.add(new String[] {one, other});
            }
        }
        PeopleGraph graph = graph(edges);

        for (String asker : follows.keySet()) {
            Map<String, Double> found = new HashMap<>();
            Circle circle = Circle.of(graph.follows(), Stances.none(asker));
            for (PeopleGraph.Known each : graph.mayKnow(circle, 100)) {
                found.put(each.person(), each.score());
                assertThat(each.commonCount())
                        .isEqualTo(common(follows, asker, each.person()).size());
                assertThat(common(follows, asker, each.person())).containsAll(each.common());
                assertThat(each.common())
                        .hasSize(Math.min(PeopleGraph.MOST_NAMES, each.commonCount()));
            }
            Map<String, Double> expected = naive(follows, asker);
            assertThat(found.keySet()).as(asker).isEqualTo(expected.keySet());
            expected.forEach((person, score) ->
                    assertThat(found.get(person)).as(person).isCloseTo(score, within(1e-4)));
        }
    }

    private static boolean tied(Map<String, Set<String>> follows, String one, String other) {
        return follows.getOrDefault(one, Set.of()).contains(other)
                || follows.getOrDefault(other, Set.of()).contains(one);
    }

    private static Set<String> everybody(Map<String, Set<String>> follows) {
        Set<String> all = new HashSet<>(follows.keySet());
        follows.values().forEach(all::addAll);
        return all;
    }

    private static Set<String> common(Map<String, Set<String>> follows, String one, String other) {
        Set<String> common = everybody(follows);
        common.removeIf(each -> !tied(follows, one, each) || !tied(follows, each, other));
        return common;
    }

    private static Map<String, Double> naive(Map<String, Set<String>> follows, String asker) {
        Map<String, Double> scores = new HashMap<>();
        for (String other : everybody(follows)) {
            if (other.equals(asker) || follows.get(asker).contains(other)) {
                continue;
            }
            double score = 0;
            for (String by : common(follows, asker, other)) {
                double first = follows.get(asker).contains(by) ? 1 : 0.5;
                double second = follows.getOrDefault(by, Set.of()).contains(other) ? 1 : 0.5;
                score += first * second / Math.max(2, degree(follows, by));
            }
            if (follows.getOrDefault(other, Set.of()).contains(asker)) {
                score += 1.0 / degree(follows, other);
            }
            if (score > 0) {
                scores.put(other, score);
            }
        }
        return scores;
    }

    private static long degree(Map<String, Set<String>> follows, String person) {
        return everybody(follows).stream().filter(each -> tied(follows, person, each)).count();
    }

    @Test
    void someoneWithAHundredThousandFollowersCostsNoMoreThanTheBound() {
        List<String[]> edges = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            edges.add(new String[] {"fan" + i, "star"});
        }
        edges.add(new String[] {"fan1", "friend"});
        edges.add(new String[] {"friend", "other"});
        PeopleGraph graph = graph(edges);

        Circle fan = Circle.of(graph.follows(), Stances.none("fan1"));
        int[] steps = {0};
        new Walk(graph.follows(), fan).forEachStep((by, weight, met) -> steps[0]++);
        assertThat(steps[0]).isLessThanOrEqualTo(Walk.STEPS_FROM_ONE + 2);
        assertThat(graph.mayKnow(fan, 1).getFirst().person()).isEqualTo("other");

        Circle star = Circle.of(graph.follows(), Stances.none("star"));
        steps[0] = 0;
        new Walk(graph.follows(), star).forEachStep((by, weight, met) -> steps[0]++);
        assertThat(steps[0]).isLessThanOrEqualTo(Walk.STEPS);
    }

    @Test
    void theNewestOfFollowAndUnfollowStandsInWhateverOrderTheyCome() {
        record Said(String follower, String followed, boolean follows, long at) {}
        List<Said> all = new ArrayList<>();
        for (int at = 0; at < 40; at++) {
            all.add(new Said("u" + at % 4, "u" + (at * 7) % 5, at % 3 != 0, at / 2));
        }
        Set<String> graphs = new HashSet<>();
        for (int seed = 0; seed < 50; seed++) {
            List<Said> shuffled = new ArrayList<>(all);
            shuffled.addAll(all.subList(0, seed % 40));
            Collections.shuffle(shuffled, new Random(seed));
            FollowGraph.Collector collector = new FollowGraph.Collector();
            shuffled.forEach(
                    each -> collector.add(each.follower, each.followed, each.follows, each.at));
            FollowGraph graph = collector.collect(Instant.EPOCH);
            List<String> edges = new ArrayList<>();
            for (int person = 0; person < graph.people(); person++) {
                for (int at = graph.rowStart(person); at < graph.rowEnd(person); at++) {
                    edges.add(
                            graph.name(person) + graph.direction(at) + graph.name(graph.tied(at)));
                }
            }
            Collections.sort(edges);
            graphs.add(edges.toString());
        }
        assertThat(graphs).hasSize(1);
        assertThat(graphs.iterator().next()).contains("u1");
    }
}
