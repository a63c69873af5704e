package io.streamwheel.analysis.model;

import io.streamwheel.analysis.history.TrainingData;
import io.streamwheel.analysis.model.itemitem.ItemItemTrainer;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * One way to learn, and the settings of it that a build may try.
 *
 * @param settings trainers of one name; the best guess first, which every build tries
 */
public record Method(List<ItemItemTrainer> settings) {

    public Method {
        settings = List.copyOf(settings);
        if (settings.isEmpty()) {
            throw new IllegalArgumentException("a method must have at least one setting");
        }
        String name = settings.getFirst().name();
        for (ItemItemTrainer each : settings) {
            if (!each.name().equals(name)) {
                throw new IllegalArgumentException(
                        "settings of one method must have one name: %s, %s"
                                .formatted(name, each.name()));
            }
        }
    }

    /** The best guess first. */
    public static Method of(ItemItemTrainer... settings) {
        return new Method(List.of(settings));
    }

    /** What every build tries. */
    public ItemItemTrainer guess() {
        return settings.getFirst();
    }

    List<ItemItemTrainer> further() {
        return settings.subList(1, settings.size());
    }

    /** The settings that take such data; why others do not is added to the notes. */
    Optional<Method> fitting(TrainingData data, Collection<String> notes) {
        List<ItemItemTrainer> fit =
                settings.stream()
                        .filter(each -> {
                            Optional<String> unfit = each.unfit(data);
                            unfit.ifPresent(notes::add);
                            return unfit.isEmpty();
                        })
                        .toList();
        return fit.isEmpty() ? Optional.empty() : Optional.of(new Method(fit));
    }
}
