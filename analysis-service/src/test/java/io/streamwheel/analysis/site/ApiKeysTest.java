package io.streamwheel.analysis.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ApiKeysTest {

    private static final String KEY = "a-key-that-is-long";
    private static final KeyHolder HOLDER = new KeyHolder(1, new SiteId(1), KeyKind.SERVER);

    private final Map<KeyHash, KeyHolder> stored = new HashMap<>();
    private boolean away;
    private final ApiKeys keys =
            new ApiKeys(() -> {
                if (away) {
                    throw new IllegalStateException("no database");
                }
                return stored;
            });

    @Test
    void nothingIsKnownBeforeTheFirstLook() {
        assertThat(keys.isLoaded()).isFalse();
        assertThat(keys.find(KEY)).isEmpty();
    }

    @Test
    void keyIsKnownAfterTheNextLookAndForgottenWhenItIsRevoked() {
        keys.refresh();
        stored.put(KeyHash.ofKey(KEY), HOLDER);
        assertThat(keys.find(KEY)).isEmpty();
        keys.refresh();
        assertThat(keys.find(KEY)).hasValue(HOLDER);
        assertThat(keys.find(KEY + " ")).isEmpty();
        stored.clear();
        keys.refresh();
        assertThat(keys.find(KEY)).isEmpty();
    }

    @Test
    void lastSnapshotServesWhileTheDatabaseIsAway() {
        stored.put(KeyHash.ofKey(KEY), HOLDER);
        keys.refresh();
        away = true;
        assertThatThrownBy(keys::refresh).isInstanceOf(IllegalStateException.class);
        assertThat(keys.find(KEY)).hasValue(HOLDER);
    }

    @Test
    void bootstrapRefusesShortAndHomelessKeys() {
        assertThatThrownBy(() -> new SiteBootstrapSettings("demo", "too-short", ""))
                .hasMessageContaining("write-key must have at least 16 characters: 9");
        assertThatThrownBy(() -> new SiteBootstrapSettings("", KEY, ""))
                .hasMessageContaining("must name the site");
        assertThatThrownBy(() -> new SiteBootstrapSettings("demo", KEY, KEY))
                .hasMessageContaining("must differ");
    }
}
