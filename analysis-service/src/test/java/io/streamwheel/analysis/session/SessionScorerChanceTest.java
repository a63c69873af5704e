package io.streamwheel.analysis.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.streamwheel.analysis.session.SessionScorer.Scored;
import io.streamwheel.testkit.chance.Chance;
import io.streamwheel.testkit.chance.Tries;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The index against the formula of its Javadoc, written down as it stands there. */
class SessionScorerChanceTest {

    private static final Offset<Float> ROUNDING = within(1e-4f);

    @Test
    void theIndexAnswersAsTheFormula() {
        Tries.check(chance -> {
            List<List<String>> past = past(chance);
            SessionIndex index = new SessionIndex(TestSessions.sessions(past));
            int neighbors = chance.oneOf(1, 2, 5, 100);
            SessionScorer scorer = new SessionScorer(index, neighbors);
            // Twice, because the second one gets a buffer that was used.
            for (int round = 0; round < 2; round++) {
                List<String> prefix = prefix(chance, index);
                int limit = chance.between(1, 8);
                Set<String> hidden = chance.oneOf(Set.of(), Set.of("p0"), Set.of("p1", "p2"));
                compare(index, scorer, formula(past, prefix, neighbors), prefix, limit, hidden);
            }
        });
    }

    private static void compare(
            SessionIndex index,
            SessionScorer scorer,
            Map<String, Double> expected,
            List<String> prefix,
            int limit,
            Set<String> hidden) {
        IntPredicate allowed = item -> !hidden.contains(index.items().id(item));
        int[] numbers = prefix.stream().mapToInt(index.items()::number).toArray();
        List<Scored> answer = scorer.best(numbers, limit, allowed);
        List<Double> best =
                expected.entrySet().stream()
                        .filter(each -> !hidden.contains(each.getKey()))
                        .map(Map.Entry::getValue)
                        .sorted((a, b) -> Double.compare(b, a))
                        .limit(limit)
                        .toList();
        assertThat(answer).hasSameSizeAs(best);
        assertThat(answer).extracting(Scored::item).doesNotHaveDuplicates();
        for (int i = 0; i < best.size(); i++) {
            Scored each = answer.get(i);
            String id = index.items().id(each.item());
            assertThat(hidden).doesNotContain(id);
            assertThat(each.score()).isCloseTo(expected.get(id).floatValue(), ROUNDING);
            assertThat(each.score()).isCloseTo(best.get(i).floatValue(), ROUNDING);
            float sum = 0;
            for (float part : each.parts()) {
                sum += part;
            }
            assertThat(sum).isCloseTo(each.score(), ROUNDING);
        }
    }

    /** Newest first, each once; more than are looked at, at times. */
    private static List<String> prefix(Chance chance, SessionIndex index) {
        Set<String> prefix = new LinkedHashSet<>();
        for (int i = chance.below(30); i > 0; i--) {
            String item = "p" + chance.below(30);
            if (index.items().number(item) >= 0) {
                prefix.add(item);
            }
        }
        return List.copyOf(prefix);
    }

    private static List<List<String>> past(Chance chance) {
        List<List<String>> past = new ArrayList<>();
        int items = chance.oneOf(3, 8, 30);
        for (int s = chance.below(25); s > 0; s--) {
            List<String> session = new ArrayList<>();
            for (int length = chance.between(2, 9); length > 0; length--) {
                session.add("p" + chance.below(items));
            }
            past.add(session);
        }
        return past;
    }

    private static Map<String, Double> formula(
            List<List<String>> past, List<String> whole, int neighbors) {
        List<String> prefix = whole.subList(0, Math.min(whole.size(), SessionScorer.MAX_PREFIX));
        Map<String, Double> scores = new HashMap<>();
        int heard = 0;
        for (int s = past.size() - 1; s >= 0 && heard < neighbors; s--) {
            List<String> session = past.get(s);
            int newest = -1;
            double sum = 0;
            for (int j = prefix.size() - 1; j >= 0; j--) {
                if (session.contains(prefix.get(j))) {
                    newest = j;
                    sum += Math.exp(-j / 2.0) * rarity(past, prefix.get(j));
                }
            }
            if (newest < 0) {
                continue;
            }
            heard++;
            int anchor = session.lastIndexOf(prefix.get(newest));
            for (String item : new LinkedHashSet<>(session)) {
                int distance = Math.abs(session.indexOf(item) - anchor);
                double closeness = distance == 0 ? 0.5 : 1 / (1 + 2.0 * distance);
                scores.merge(
                        item, sum / (1 + newest) * closeness * rarity(past, item), Double::sum);
            }
        }
        return scores;
    }

    private static double rarity(List<List<String>> past, String item) {
        long in = past.stream().filter(session -> session.contains(item)).count();
        return Math.log(1 + (double) past.size() / in);
    }
}
