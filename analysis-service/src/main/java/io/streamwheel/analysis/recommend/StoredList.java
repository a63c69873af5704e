package io.streamwheel.analysis.recommend;

import java.util.List;

/** Items of a list that was made beforehand, best first, and their scores. */
public record StoredList(List<String> items, List<Float> scores) {

    public StoredList {
        if (items.size() != scores.size()) {
            throw new IllegalArgumentException("each item needs a score: " + items.size());
        }
        items = List.copyOf(items);
        scores = List.copyOf(scores);
    }
}
