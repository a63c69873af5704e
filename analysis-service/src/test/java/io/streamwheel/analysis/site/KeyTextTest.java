package io.streamwheel.analysis.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts of keys and names of sites. */
class KeyTextTest {

    private static final String ADMIN_KEY = "admin-key-of-a-test";

    @Test
    void keysSayTheirKindAndAreNeverTheSame() {
        KeyMint mint = new KeyMint();
        assertThat(mint.make(KeyKind.WRITE)).matches("wk_[0-9a-f]{40}");
        assertThat(mint.make(KeyKind.SERVER)).matches("sk_[0-9a-f]{40}");
        assertThat(IntStream.range(0, 1000).mapToObj(i -> mint.make(KeyKind.WRITE)).distinct())
                .hasSize(1000);
    }

    @Test
    void onlyTheAdminKeyIsTheAdminKey() {
        AdminKey key = new AdminKey(ADMIN_KEY);
        assertThat(key.matches(ADMIN_KEY)).isTrue();
        assertThat(key.matches(ADMIN_KEY + " ")).isFalse();
        assertThat(key.matches("")).isFalse();
    }

    @Test
    void nobodyHasAnEmptyAdminKey() {
        assertThat(new AdminKey("").matches("")).isFalse();
    }

    @Test
    void shortAdminKeyIsRefusedWithoutBeingTold() {
        assertThatThrownBy(() -> new AdminKey("fifteen-letters"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 16 characters: 15")
                .hasMessageNotContaining("fifteen-letters");
    }

    @Test
    void newKeysDoNotTellThemselves() {
        KeyEntry entry = new KeyEntry(1, KeyKind.WRITE, "wk_123", Instant.EPOCH, null);
        assertThat(new NewKey(entry, "wk_123456").toString()).doesNotContain("wk_123456");
        assertThat(new NewSite("a", "wk_1", "sk_1").toString()).doesNotContain("wk_1", "sk_1");
    }

    @Test
    void kindIsWrittenInOneWay() {
        assertThat(KeyKind.find("write")).hasValue(KeyKind.WRITE);
        assertThat(KeyKind.find("server")).hasValue(KeyKind.SERVER);
        assertThat(KeyKind.find("WRITE")).isEmpty();
        assertThat(KeyKind.find("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "shop-2",
                "a--",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void siteName(String name) {
        assertThat(SiteRegister.isName(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "A",
                "2a",
                "-a",
                "a b",
                "a_b",
                "a\n",
                "ä",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void noSiteName(String name) {
        assertThat(SiteRegister.isName(name)).isFalse();
    }
}
