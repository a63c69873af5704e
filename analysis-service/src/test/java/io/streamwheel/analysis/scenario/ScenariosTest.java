package io.streamwheel.analysis.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.streamwheel.analysis.site.SiteId;
import java.util.List;
import java.util.function.LongPredicate;
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

    private static final LongPredicate ANY = version -> true;

    private final TestScenarioStore store = new TestScenarioStore();
    private final Scenarios here = new Scenarios(store);
    private final Scenarios elsewhere = new Scenarios(store);

    @Test
    void aChangeHoldsAtOnceHereAndElsewhereAfterTheNextLook() {
        elsewhere.refresh();
        here.put(SITE, "home", "{}", BOOSTING, ANY);
        assertThat(here.of(SITE, "home").version()).isEqualTo(1);
        assertThat(elsewhere.of(SITE, "home").version()).isZero();
        elsewhere.refresh();
        assertThat(elsewhere.of(SITE, "home").rules().weighs()).isTrue();
        assertThat(here.delete(SITE, "home", ANY)).isTrue();
        assertThat(here.of(SITE, "home").isPlain()).isTrue();
        elsewhere.refresh();
        assertThat(elsewhere.of(SITE, "home").isPlain()).isTrue();
        assertThat(here.delete(SITE, "home", ANY)).isFalse();
    }

    @Test
    void aNameThatIsNotStoredIsAnsweredAsTheDefaultUnderItsOwnName() {
        assertThat(here.of(SITE, "home").isPlain()).isTrue();
        here.put(SITE, Scenario.DEFAULT, "{}", BOOSTING, ANY);
        Scenario home = here.of(SITE, "home");
        assertThat(home.name()).isEqualTo("home");
        assertThat(home.version()).isEqualTo(1);
        assertThat(home.rules().weighs()).isTrue();
        assertThat(here.of(new SiteId(2), "home").isPlain()).isTrue();
    }

    @Test
    void whileTheStoreIsAwayTheLastOnesHold() {
        here.put(SITE, "home", "{}", BOOSTING, ANY);
        store.away(true);
        assertThatIllegalStateException().isThrownBy(here::refresh);
        assertThatIllegalStateException()
                .isThrownBy(() -> here.put(SITE, "home", "{}", ScenarioSettings.PLAIN, ANY));
        assertThat(here.of(SITE, "home").rules().weighs()).isTrue();
    }

    @Test
    void aChangeThatIsMeantForAnotherVersionChangesNothing() {
        elsewhere.put(SITE, "home", "{}", BOOSTING, ANY);
        here.refresh();
        elsewhere.put(SITE, "home", "{}", ScenarioSettings.PLAIN, version -> version == 1);
        assertThatExceptionOfType(ScenarioChangedException.class)
                .isThrownBy(() -> here.put(SITE, "home", "{}", BOOSTING, version -> version == 1));
        assertThatExceptionOfType(ScenarioChangedException.class)
                .isThrownBy(() -> here.delete(SITE, "home", version -> version == 1));
        assertThat(here.of(SITE, "home").version()).as("what it knew").isEqualTo(1);
        here.refresh();
        assertThat(here.of(SITE, "home").version()).isEqualTo(2);
        assertThat(here.delete(SITE, "home", version -> version == 2)).isTrue();
    }

    @Test
    void aSiteHasAHundredAtMost() {
        for (int i = 0; i < Scenarios.MOST_OF_A_SITE; i++) {
            assertThat(here.put(SITE, "s" + i, "{}", BOOSTING, ANY)).isPresent();
        }
        assertThat(here.put(SITE, "one-more", "{}", BOOSTING, ANY)).isEmpty();
        assertThat(here.put(SITE, "s7", "{}", ScenarioSettings.PLAIN, ANY)).isPresent();
        assertThat(here.put(new SiteId(2), "one-more", "{}", BOOSTING, ANY)).isPresent();
    }
}
