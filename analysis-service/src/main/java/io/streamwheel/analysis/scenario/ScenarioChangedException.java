package io.streamwheel.analysis.scenario;

/** Another version stands than the one that was to be changed; nothing was changed. */
public final class ScenarioChangedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param version that stands; 0 where there is none
     */
    public ScenarioChangedException(String name, long version) {
        super(
                version == 0
                        ? "there is no scenario " + name
                        : "scenario " + name + " has version " + version);
    }
}
