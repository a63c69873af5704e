package io.streamwheel.analysis.console.sites;

import io.streamwheel.analysis.console.ConsoleProblem;
import io.streamwheel.analysis.site.KeyEntry;
import java.util.List;

/**
 * The keys of a site as the screen shows them, newest first.
 *
 * @param revoked the newest of them
 */
record ShownKeys(List<KeyEntry> valid, List<KeyEntry> revoked) {

    static ShownKeys of(List<KeyEntry> keys) {
        return new ShownKeys(
                keys.stream().filter(KeyEntry::isValid).toList(),
                keys.stream().filter(key -> !key.isValid()).toList());
    }

    /**
     * The valid one of that id.
     *
     * @throws ConsoleProblem where there is none
     */
    KeyEntry find(long id) {
        return valid.stream()
                .filter(key -> key.id() == id)
                .findFirst()
                .orElseThrow(() ->
                        new ConsoleProblem(
                                "This key is not valid any more: somebody else was faster."));
    }

    /** Whether the site has no other valid key of its kind. */
    boolean isOnly(KeyEntry key) {
        return valid.stream().filter(each -> each.kind() == key.kind()).count() == 1;
    }
}
