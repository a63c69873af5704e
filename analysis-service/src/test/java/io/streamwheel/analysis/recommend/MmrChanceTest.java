package io.streamwheel.analysis.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.testkit.chance.Tries;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MmrChanceTest {

    /** Word by word as the paper says it. */
    @Test
    void orderIsThatOfTheDefinition() {
        Tries.check(chance -> {
            int count = chance.between(1, 12);
            int limit = chance.between(1, 14);
            double lambda = chance.oneOf(1.0, 0.0, 0.5, 0.7);
            float[] relevance = new float[count];
            float[][] likeness = new float[count][count];
            for (int i = 0; i < count; i++) {
                relevance[i] = chance.below(101) / 100f;
                for (int j = 0; j < i; j++) {
                    likeness[i][j] = chance.below(101) / 100f;
                    likeness[j][i] = likeness[i][j];
                }
            }
            int[] order = Mmr.order(relevance, (a, b) -> likeness[a][b], limit, lambda);

            List<Integer> taken = new ArrayList<>();
            while (taken.size() < Math.min(limit, count)) {
                int best = -1;
                double most = Double.NEGATIVE_INFINITY;
                for (int i = 0; i < count; i++) {
                    if (taken.contains(i)) {
                        continue;
                    }
                    float likest = 0;
                    for (int each : taken) {
                        likest = Math.max(likest, likeness[i][each]);
                    }
                    double worth = lambda * relevance[i] - (1 - lambda) * likest;
                    if (worth > most) {
                        most = worth;
                        best = i;
                    }
                }
                taken.add(best);
            }
            assertThat(order).containsExactly(taken.stream().mapToInt(i -> i).toArray());
        });
    }
}
