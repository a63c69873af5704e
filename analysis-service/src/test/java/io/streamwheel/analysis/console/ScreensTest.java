package io.streamwheel.analysis.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ScreensTest {

    private static final Path TEMPLATES =
            Path.of("src/main/resources/io/streamwheel/analysis/console");

    @Test
    void aPartOfAScreenBelongsToIt() {
        assertThat(Screens.of("/console/welcome/progress").map(Screen::name)).hasValue("welcome");
        assertThat(Screens.of("/console/welcomes")).isEmpty();
        assertThat(Screens.of("/")).isEmpty();
    }

    @Test
    void everyScreenHasItsTemplateAndItsPicture() throws Exception {
        String symbols = java.nio.file.Files.readString(TEMPLATES.resolve("symbols.html"));
        assertThat(Screens.ALL)
                .allSatisfy(screen -> {
                    assertThat(TEMPLATES.resolve(screen.name()).resolve("page.html")).exists();
                    assertThat(symbols).contains("id=\"" + screen.symbol() + "\"");
                });
    }
}
