package io.streamwheel.analysis.console;

import java.util.List;
import java.util.Optional;

/** The screens in the order of the navigation. A further screen is a line here. */
final class Screens {

    static final List<Screen> ALL =
            List.of(
                    new Screen("welcome", "Welcome", "flag"),
                    new Screen("live", "Live", "pulse"),
                    new Screen("pipeline", "Pipeline", "flow"),
                    new Screen("failed", "Failed events", "warning"),
                    new Screen("people", "People", "people"),
                    new Screen("items", "Items", "grid"),
                    new Screen("models", "Models", "layers"),
                    new Screen("sites", "Sites and keys", "key"));

    private static final String ROOT = "/console/";

    private Screens() {}

    /** The screen that an address belongs to. */
    static Optional<Screen> of(String address) {
        if (!address.startsWith(ROOT)) {
            return Optional.empty();
        }
        String name = address.substring(ROOT.length()).split("/", 2)[0];
        return ALL.stream().filter(screen -> screen.name().equals(name)).findFirst();
    }
}
