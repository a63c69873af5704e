package io.streamwheel.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streamwheel.ingest.problem.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PresentedKeyTest {

    @Test
    void theKeyIsFoundWhereverItMayStand() {
        assertThat(PresentedKey.in("Bearer wk", null, null)).isEqualTo("wk");
        assertThat(PresentedKey.in("bearer  wk ", null, null)).isEqualTo("wk");
        assertThat(PresentedKey.in(basic("wk:"), null, null)).isEqualTo("wk");
        assertThat(PresentedKey.in(basic("wk:any:thing"), null, null)).isEqualTo("wk");
        assertThat(PresentedKey.in(basic("wk"), null, null)).isEqualTo("wk");
        assertThat(PresentedKey.in(null, "wk", null)).isEqualTo("wk");
        assertThat(PresentedKey.in(null, null, "a=b&writeKey=w%6B&c")).isEqualTo("wk");
        assertThat(PresentedKey.in("Bearer wk", "wk", "writeKey=wk")).isEqualTo("wk");
        assertThat(PresentedKey.in(null, null, "a=b")).isNull();
        assertThat(PresentedKey.in(null, null, null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Digest abc",
                "Bearer",
                "Bearer ",
                "Basic !!!not-base64!!!",
                "",
                "Basic Og=="
            })
    void whatCannotBeReadIsAKeyThatNobodyHas(String authorization) {
        assertThat(PresentedKey.in(authorization, null, null)).isEmpty();
    }

    @Test
    void twoDifferentKeysAreRefused() {
        assertThatThrownBy(() -> PresentedKey.in("Bearer a", "b", null))
                .isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> PresentedKey.in("Bearer a", null, "writeKey=b"))
                .isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> PresentedKey.in(null, null, "writeKey=a&writeKey=b"))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void aBrokenEscapeIsNotAKey() {
        assertThat(PresentedKey.in(null, null, "writeKey=%zz")).isEmpty();
    }

    private static String basic(String credentials) {
        return "Basic "
                + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }
}
