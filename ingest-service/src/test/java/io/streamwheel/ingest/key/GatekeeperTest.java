package io.streamwheel.ingest.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streamwheel.ingest.key.ApiKey.Kind;
import io.streamwheel.ingest.problem.Problem;
import io.streamwheel.ingest.problem.RefusedException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatekeeperTest {

    private static final KeyRing RING =
            new KeyRing(
                    Map.of(
                            KeyHash.of("wk_shop"), new ApiKey("shop", Kind.WRITE, false),
                            KeyHash.of("wk_old"), new ApiKey("shop", Kind.WRITE, true),
                            KeyHash.of("sk_shop"), new ApiKey("shop", Kind.SERVER, false),
                            KeyHash.of("sk_old"), new ApiKey("shop", Kind.SERVER, true)));

    private final Gatekeeper gatekeeper = new Gatekeeper(() -> Optional.of(RING));

    @Test
    void aWriteKeyNamesItsSite() {
        assertThat(gatekeeper.siteOf("wk_shop")).isEqualTo("shop");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "wk_nobody", "wk_old", "sk_old", "wk_shop ", "WK_SHOP"})
    void unknownMissingAndRevokedKeysLookAlike(String key) {
        assertThatThrownBy(() -> gatekeeper.siteOf(key))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> {
                            assertThat(e.problem()).isEqualTo(Problem.UNAUTHORIZED);
                            assertThat(e.detail())
                                    .isEqualTo("the write key is missing or not valid");
                        });
    }

    @Test
    void aServerKeyIsOfTheWrongKind() {
        assertThatThrownBy(() -> gatekeeper.siteOf("sk_shop"))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.problem()).isEqualTo(Problem.WRONG_KIND_OF_KEY));
    }

    @Test
    void beforeTheFirstSnapshotNobodyIsToldThatTheKeyIsWrong() {
        assertThatThrownBy(() -> new Gatekeeper(Optional::empty).siteOf("wk_shop"))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.problem()).isEqualTo(Problem.KEYS_UNKNOWN));
    }

    @Test
    void twoDifferentKeysAreAmbiguous() {
        assertThat(Gatekeeper.same("a", null)).isEqualTo("a");
        assertThat(Gatekeeper.same(null, "a")).isEqualTo("a");
        assertThat(Gatekeeper.same("a", "a")).isEqualTo("a");
        assertThat(Gatekeeper.same(null, null)).isNull();
        assertThatThrownBy(() -> Gatekeeper.same("a", "b"))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.problem()).isEqualTo(Problem.AMBIGUOUS_KEY));
    }

    @Test
    void aHashOfAnotherLengthIsRefused() {
        assertThatThrownBy(() -> KeyHash.ofBytes(new byte[31])).hasMessageContaining("31");
    }
}
