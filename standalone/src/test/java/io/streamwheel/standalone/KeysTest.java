package io.streamwheel.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysTest {

    @TempDir Path directory;
    private Path file;

    @BeforeEach
    void nameFile() {
        file = directory.resolve("keys.properties");
    }

    @Test
    void secondStartHasTheKeysOfTheFirst() throws Exception {
        Keys first = Keys.of(Map.of(), file);
        assertThat(first.writeKey()).matches("wk_[0-9a-f]{40}");
        assertThat(first.serverKey()).matches("sk_[0-9a-f]{40}");
        assertThat(first.consolePassword()).matches("[0-9a-f]{20}");
        assertThat(Keys.of(Map.of(), file)).isEqualTo(first);
    }

    @Test
    void onlyTheOwnerReadsTheFile() throws Exception {
        Keys.of(Map.of(), file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void theEnvironmentFixesKeysAndNothingIsWritten() throws Exception {
        Map<String, String> environment =
                Map.of(
                        Keys.WRITE_KEY, "write-key-0123456789",
                        Keys.SERVER_KEY, "server-key-0123456789",
                        Keys.CONSOLE_PASSWORD, "a password");
        assertThat(Keys.of(environment, file))
                .isEqualTo(new Keys("write-key-0123456789", "server-key-0123456789", "a password"));
        assertThat(file).doesNotExist();
    }

    @Test
    void oneFixedKeyLeavesTheOtherToTheFile() throws Exception {
        Keys made = Keys.of(Map.of(), file);
        Keys mixed = Keys.of(Map.of(Keys.WRITE_KEY, "write-key-0123456789"), file);
        assertThat(mixed)
                .isEqualTo(
                        new Keys("write-key-0123456789", made.serverKey(), made.consolePassword()));
    }

    @Test
    void aFileThatIsOlderThanTheConsoleGetsAPasswordAndKeepsItsKeys() throws Exception {
        Files.writeString(file, "write-key=wk_0123456789abcdef\nserver-key=sk_0123456789abcdef\n");
        Keys first = Keys.of(Map.of(), file);
        assertThat(first.writeKey()).isEqualTo("wk_0123456789abcdef");
        assertThat(first.consolePassword()).isNotEmpty();
        assertThat(Keys.of(Map.of(), file)).isEqualTo(first);
    }

    @Test
    void shortEqualAndBrokenKeysAreRefused() throws Exception {
        assertThatExceptionOfType(CannotStartException.class)
                .isThrownBy(() -> Keys.of(Map.of(Keys.WRITE_KEY, "short"), file))
                .withMessageContaining(Keys.WRITE_KEY)
                .withMessageContaining("16");
        String same = "the-same-key-0123456789";
        assertThatExceptionOfType(CannotStartException.class)
                .isThrownBy(
                        () -> Keys.of(Map.of(Keys.WRITE_KEY, same, Keys.SERVER_KEY, same), file))
                .withMessageContaining("differ");
        Files.writeString(file, "write-key=wk_0123456789abcdef\n");
        assertThatExceptionOfType(CannotStartException.class)
                .isThrownBy(() -> Keys.of(Map.of(), file))
                .withMessageContaining("server-key");
    }

    @Test
    void keysAreNotInText() {
        assertThat(new Keys("write-secret", "server-secret", "secret").toString())
                .doesNotContain("secret");
    }
}
