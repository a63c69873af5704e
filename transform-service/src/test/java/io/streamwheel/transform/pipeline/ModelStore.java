package io.streamwheel.transform.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.event.DroppedEvent;
import io.streamwheel.event.EnrichedEvent;
import io.streamwheel.event.FailedEvent;
import io.streamwheel.event.TransformResult;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the analysis stage makes of results: who comes first counts, each copy once. */
final class ModelStore {

    private final Map<String, Long> stored = new HashMap<>();
    private final Set<Long> duplicates = new HashSet<>();
    private final Set<Long> failed = new HashSet<>();

    static ModelStore of(RecordingPublisher published) {
        ModelStore store = new ModelStore();
        published.results().forEach(store::take);
        published.deadLetters().stream().map(FailedEvent::copyId).forEach(store.failed::add);
        return store;
    }

    private void take(TransformResult result) {
        switch (result) {
            case EnrichedEvent event -> {
                long first = stored.computeIfAbsent(event.id(), _ -> event.copyId());
                if (first != event.copyId()) {
                    duplicates.add(event.copyId());
                }
            }
            case DroppedEvent dropped -> {
                if (!Long.valueOf(dropped.copyId()).equals(stored.get(dropped.id()))) {
                    duplicates.add(dropped.copyId());
                }
            }
        }
    }

    /** {@code accepted = stored + duplicates + failed}, and no copy in two of them. */
    void assertIdentity(int accepted, int ids, int bad) {
        assertThat(stored).hasSize(ids);
        assertThat(failed).hasSize(bad);
        assertThat(stored.size() + duplicates.size() + failed.size()).isEqualTo(accepted);
        Set<Long> copies = new HashSet<>(duplicates);
        for (Set<Long> others : List.of(Set.copyOf(stored.values()), failed)) {
            for (Long copy : others) {
                assertThat(copies.add(copy)).as("copy %d has one fate", copy).isTrue();
            }
        }
    }
}
