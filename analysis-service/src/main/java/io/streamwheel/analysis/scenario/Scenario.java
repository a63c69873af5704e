package io.streamwheel.analysis.scenario;

import java.util.regex.Pattern;

/**
 * How one list is to be put together: settings of one version, their rules made ready. Immutable; a
 * request works with the one that it got at its start.
 */
public final class Scenario {

    /** What is asked for where a request names none. */
    public static final String DEFAULT = "default";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");

    private final String name;
    private final long version;
    private final ScenarioSettings settings;
    private final RuleSet rules;
    private final RuleSet relaxed;

    private Scenario(String name, long version, ScenarioSettings settings) {
        this.name = name;
        this.version = version;
        this.settings = settings;
        rules = settings.rules().isEmpty() ? RuleSet.NONE : new RuleSet(settings.rules());
        relaxed = rules.requires() ? RuleSet.withoutRequired(settings.rules()) : rules;
    }

    private Scenario(Scenario other, String name, RuleSet rules) {
        this.name = name;
        version = other.version;
        settings = other.settings;
        this.rules = rules;
        relaxed = other.relaxed;
    }

    /**
     * @param version above 0, another one after each change
     */
    public static Scenario of(String name, long version, ScenarioSettings settings) {
        return new Scenario(name, version, settings);
    }

    /** One that nobody has stored: its lists are as they are without it. */
    public static Scenario plain(String name) {
        return new Scenario(name, 0, ScenarioSettings.PLAIN);
    }

    /**
     * 1 to 64 letters, digits, dots, underscores or hyphens, of which a letter or digit comes
     * first.
     */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** The same under the name that was asked for. */
    Scenario as(String asked) {
        return asked.equals(name) ? this : new Scenario(this, asked, rules);
    }

    /** The same without its must-have rules. */
    public Scenario relaxed() {
        return new Scenario(this, name, relaxed);
    }

    /** What was asked for, whether it is stored or not. */
    public String name() {
        return name;
    }

    /** Of what is stored; 0 where nothing is. */
    public long version() {
        return version;
    }

    public ScenarioSettings settings() {
        return settings;
    }

    public RuleSet rules() {
        return rules;
    }

    /** Whether lists need nothing but their items in order. */
    public boolean isPlain() {
        return rules.pins().isEmpty()
                && !rules.weighs()
                && !rules.filters()
                && settings.lambda() == 1
                && settings.maxPerCategory() == 0
                && settings.exploration().share() == 0;
    }
}
