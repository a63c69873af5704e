package io.streamwheel.analysis.model.itemitem;

import io.streamwheel.analysis.history.TrainingData;
import java.util.Optional;

/** Learns an item-to-item model from what visitors did. Without state: one serves all builds. */
public interface ItemItemTrainer {

    /** What score cards and answers call it; several settings of one method have the same name. */
    String name();

    /** Its setting in words, such as {@code shrinkage 5}; empty where there is nothing to set. */
    default String parameters() {
        return "";
    }

    /** Why this trainer must not be tried on that data, such as its size; empty when it may. */
    default Optional<String> unfit(TrainingData data) {
        return Optional.empty();
    }

    /**
     * @return a model over all items of the data, those without neighbors among them
     * @throws java.util.concurrent.CancellationException when the progress says so
     */
    ItemItemModel train(TrainingData data, TrainerSettings settings, Progress progress);
}
