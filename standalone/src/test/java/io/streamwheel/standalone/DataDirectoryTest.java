package io.streamwheel.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    @TempDir Path parent;

    @Test
    void isMadeAndHeldByOneAtATime() throws Exception {
        Path path = parent.resolve("a/b");
        DataDirectory first = DataDirectory.open(path);
        assertThat(path).isDirectory();
        assertThatExceptionOfType(CannotStartException.class)
                .isThrownBy(() -> DataDirectory.open(path))
                .withMessageContaining("another Streamwheel")
                .withMessageContaining(path.toString());
        first.close();
        DataDirectory.open(path).close();
    }

    @Test
    void aFileIsNoDirectory() throws Exception {
        Path file = Files.createFile(parent.resolve("file"));
        assertThatExceptionOfType(CannotStartException.class)
                .isThrownBy(() -> DataDirectory.open(file))
                .withMessageContaining(file.toString());
    }
}
