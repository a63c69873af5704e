package io.streamwheel.analysis.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.streamwheel.analysis.people.TasteIndex.Alike;
import java.util.Comparator;
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

class TasteIndexTest {

    /** The cosine of weights times inverse frequencies, of everybody with everybody. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void findsWhomAComparisonWithEverybodyFinds(long seed) {
        Random random = new Random(seed);
        Map<String, Map<String, Float>> tastes = new TreeMap<>();
        TasteIndex.Collector collector = new TasteIndex.Collector(1_000);
        for (int i = 0; i < 400; i++) {
            String person = "u" + random.nextInt(30);
            String item = "p" + (int) (40 * random.nextDouble() * random.nextDouble());
            float weight = 1 + random.nextInt(5);
            tastes.computeIfAbsent(person, _ -> new HashMap<>()).merge(item, weight, Float::sum);
            collector.add(person, item, weight);
        }
        TasteIndex index = collector.collect();

        tastes.forEach((asker, taste) -> {
            Map<String, Double> expected = new HashMap<>();
            tastes.forEach((other, theirs) -> {
                double cosine = cosine(tastes, taste, theirs);
                if (!other.equals(asker) && cosine > 0) {
                    expected.put(other, cosine);
                }
            });
            List<Alike> found = index.alike(taste, Set.of(asker), 5);
            double[] best =
                    expected.values().stream()
                            .sorted(Comparator.reverseOrder())
                            .limit(5)
                            .mapToDouble(Double::doubleValue)
                            .toArray();
            assertThat(found).hasSize(best.length);
            for (int i = 0; i < best.length; i++) {
                Alike each = found.get(i);
                assertThat(each.score()).isCloseTo(best[i], within(1e-4));
                assertThat(each.score()).isCloseTo(expected.get(each.person()), within(1e-4));
                Set<String> both = new HashSet<>(taste.keySet());
                both.retainAll(tastes.get(each.person()).keySet());
                assertThat(each.items()).containsExactlyInAnyOrderElementsOf(both);
            }
        });
    }

    private static double cosine(
            Map<String, Map<String, Float>> all, Map<String, Float> one, Map<String, Float> other) {
        double sum = 0;
        for (String item : one.keySet()) {
            double rarity = rarity(all, item);
            sum += one.get(item) * rarity * other.getOrDefault(item, 0f) * rarity;
        }
        return sum / Math.sqrt(square(all, one) * square(all, other));
    }

    private static double square(Map<String, Map<String, Float>> all, Map<String, Float> one) {
        return one.entrySet().stream()
                .mapToDouble(each -> Math.pow(each.getValue() * rarity(all, each.getKey()), 2))
                .sum();
    }

    private static double rarity(Map<String, Map<String, Float>> all, String item) {
        long having = all.values().stream().filter(each -> each.containsKey(item)).count();
        return Math.log(1 + all.size() / (having + 1.0));
    }

    @Test
    void aBestSellerOfEverybodyHidesNoOneWhoSharesSomethingRare() {
        TasteIndex.Collector collector = new TasteIndex.Collector(10);
        for (int i = 0; i < 3 * TasteIndex.LONGEST_LIST; i++) {
            collector.add("u" + i, "best-seller", 1);
        }
        collector.add("u1", "rare", 1);
        collector.add("u2", "rare", 1);
        for (int i = 0; i < 2_000; i++) {
            collector.add("hoarder", "p" + i, 1);
        }
        TasteIndex index = collector.collect();

        Map<String, Float> taste = Map.of("best-seller", 1f, "rare", 1f);
        List<Alike> alike = index.alike(taste, Set.of("u1"), 10);
        assertThat(alike).hasSize(10);
        assertThat(alike.getFirst().person()).isEqualTo("u2");
        assertThat(alike.getFirst().items()).containsExactly("rare", "best-seller");
    }

    @Test
    void whoSharesNothingIsNotAlike() {
        TasteIndex.Collector collector = new TasteIndex.Collector(10);
        collector.add("u1", "p1", 1);
        collector.add("u2", "p2", 1);
        TasteIndex index = collector.collect();
        assertThat(index.alike(Map.of("p1", 1f), Set.of("u1"), 10)).isEmpty();
        assertThat(index.alike(Map.of(), Set.of(), 10)).isEmpty();
        assertThat(TasteIndex.EMPTY.alike(Map.of("p1", 1f), Set.of(), 10)).isEmpty();
    }
}
