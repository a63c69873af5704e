package io.streamwheel.analysis.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streamwheel.analysis.site.KeyRefusedException.Reason;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ValidKeysTest {

    private static final KeyEntry WRITE = key(1, KeyKind.WRITE);
    private static final KeyEntry SERVER = key(2, KeyKind.SERVER);
    private static final KeyEntry OTHER_SERVER = key(3, KeyKind.SERVER);

    private final ValidKeys one = new ValidKeys(List.of(WRITE, SERVER));
    private final ValidKeys two = new ValidKeys(List.of(WRITE, SERVER, OTHER_SERVER));

    private static KeyEntry key(long id, KeyKind kind) {
        return new KeyEntry(id, kind, "xk_123", Instant.EPOCH, null);
    }

    private static void assertRefused(ThrowingCallable change, Reason reason) {
        assertThatThrownBy(change)
                .isInstanceOfSatisfying(
                        KeyRefusedException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void revokedKeyChangesNothing() {
        assertThatCode(() -> one.requireCaller(2)).doesNotThrowAnyException();
        assertRefused(() -> one.requireCaller(3), Reason.CALLER_REVOKED);
    }

    @Test
    void anotherServerKeyMayBeRevokedAndTheOwnMayNot() {
        assertThatCode(() -> two.requireRevocable(OTHER_SERVER, 2)).doesNotThrowAnyException();
        assertRefused(() -> two.requireRevocable(SERVER, 2), Reason.OWN_KEY);
    }

    @Test
    void lastServerKeyStays() {
        assertRefused(() -> one.requireRevocable(SERVER, 2), Reason.LAST_SERVER_KEY);
        assertRefused(() -> one.requireRevocable(SERVER, 9), Reason.LAST_SERVER_KEY);
    }

    @Test
    void lastWriteKeyMayGo() {
        assertThatCode(() -> one.requireRevocable(WRITE, 2)).doesNotThrowAnyException();
    }

    @Test
    void fiftiethKeyIsTheLast() {
        assertThatCode(() -> many(49).requireRoom()).doesNotThrowAnyException();
        assertRefused(() -> many(50).requireRoom(), Reason.TOO_MANY_KEYS);
    }

    private static ValidKeys many(int count) {
        return new ValidKeys(
                LongStream.rangeClosed(1, count).mapToObj(id -> key(id, KeyKind.WRITE)).toList());
    }
}
