package io.streamwheel.analysis.history;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TrainingDataTest {

    @Test
    void aPairIsOneEntryWithItsWeightsAddedUpToABound() {
        TrainingData.Collector collector = new TrainingData.Collector(4);
        collector.add("v", "a", 1, 10);
        collector.add("v", "a", 2, 30);
        collector.add("v", "b", 5, 20);
        TrainingData data = collector.collect();
        assertThat(data.entries()).isEqualTo(2);
        assertThat(data.items().get(data.item()[0])).isEqualTo("a");
        assertThat(data.weight()).containsExactly(3f, 4f);
        assertThat(data.time()).containsExactly(30L, 20L);
        assertThat(data.interactions()).isEqualTo(3);
    }

    @Test
    void refundsAndDislikesLeaveNoEntry() {
        TrainingData.Collector collector = new TrainingData.Collector(10);
        collector.add("v", "refunded", 5, 10);
        collector.add("v", "refunded", -5, 20);
        collector.add("v", "disliked", 5, 10);
        collector.forbid("v", "disliked");
        assertThat(collector.collect().entries()).isZero();
    }

    @Test
    void theFutureIsTheNewestShareOfEachVisitor() {
        TrainingData.Collector collector = new TrainingData.Collector(10);
        for (int i = 0; i < 10; i++) {
            collector.add("often", "i" + i, 1, i);
        }
        collector.add("once", "i0", 1, 1_000);
        TrainingData.Split split = collector.collect().split(0.2);
        assertThat(split.future().time()).containsExactly(9L, 8L);
        assertThat(split.past().time()).containsExactly(7L, 6L, 5L, 4L, 3L, 2L, 1L, 0L, 1_000L);
        assertThat(split.past().visitors()).isEqualTo(2);
    }
}
