package io.streamwheel.analysis.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.streamwheel.analysis.site.SiteId;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScenariosTest {

    private static final SiteId SITE = new SiteId(1);
    private static final ScenarioSettings BOOSTING =
            new ScenarioSettings(
                    List.of(Rule.bias(Rule.ITEM, List.of("a"), 2)),
                    1,
                    Exploration.NONE,
                    0,
                    null,
                    false);

    private final TestScenarioStore store = new TestScenarioStore();
    private final Scenarios here = new Scenarios(store);
    private final Scenarios elsewhere = new Scenarios(store);

    @Test
    void aChangeHoldsAtOnceHereAndElsewhereAfterTheNextLook() {
        elsewhere.refresh();
        here.put(SITE, "home", "{}", BOOSTING);
        assertThat(here.of(SITE, "home").version()).isEqualTo(1);
        assertThat(elsewhere.of(SITE, "home").version()).isZero();
        elsewhere.refresh();
        assertThat(elsewhere.of(SITE, "home").rules().weighs()).isTrue();
        assertThat(here.delete(SITE, "home")).isTrue();
        assertThat(here.of(SITE, "home").isPlain()).isTrue();
        elsewhere.refresh();
        assertThat(elsewhere.of(SITE, "home").isPlain()).isTrue();
        assertThat(here.delete(SITE, "home")).isFalse();
    }

    @Test
    void aNameThatIsNotStoredIsAnsweredAsTheDefaultUnderItsOwnName() {
        assertThat(here.of(SITE, "home").isPlain()).isTrue();
        here.put(SITE, Scenario.DEFAULT, "{}", BOOSTING);
        Scenario home = here.of(SITE, "home");
        assertThat(home.name()).isEqualTo("home");
        assertThat(home.version()).isEqualTo(1);
        assertThat(home.rules().weighs()).isTrue();
        assertThat(here.of(new SiteId(2), "home").isPlain()).isTrue();
    }

    @Test
    void whileTheStoreIsAwayTheLastOnesHold() {
        here.put(SITE, "home", "{}", BOOSTING);
        store.away(true);
        assertThatIllegalStateException().isThrownBy(here::refresh);
        assertThatIllegalStateException()
                .isThrownBy(() -> here.put(SITE, "home", "{}", ScenarioSettings.PLAIN));
        assertThat(here.of(SITE, "home").rules().weighs()).isTrue();
    }

    @Test
    void aSiteHasAHundredAtMost() {
        for (int i = 0; i < Scenarios.MOST_OF_A_SITE; i++) {
            assertThat(here.put(SITE, "s" + i, "{}", BOOSTING)).isPresent();
        }
        assertThat(here.put(SITE, "one-more", "{}", BOOSTING)).isEmpty();
        assertThat(here.put(SITE, "s7", "{}", ScenarioSettings.PLAIN)).isPresent();
        assertThat(here.put(new SiteId(2), "one-more", "{}", BOOSTING)).isPresent();
    }
}
