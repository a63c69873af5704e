package io.streamwheel.analysis.console.welcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SnippetsTest {

    private final List<Snippet> snippets =
            Snippets.of("https://collect.example", "https://console.example");

    @Test
    void everyWayInNamesTheCollectorAndAPlaceForTheKey() {
        assertThat(snippets)
                .filteredOn(snippet -> !snippet.name().equals("ask"))
                .hasSize(7)
                .allSatisfy(snippet ->
                        assertThat(snippet.code())
                                .contains("https://collect.example", Snippets.KEY));
    }

    @Test
    void listsAreAskedForAtAnalysisWithoutTheWriteKey() {
        assertThat(snippets.getLast().code())
                .contains("https://console.example/v1/users/", "$SERVER_KEY")
                .doesNotContain(Snippets.KEY);
    }

    @Test
    void nothingOfTheTemplatesIsLeftOver() {
        assertThat(snippets)
                .allSatisfy(snippet -> assertThat(snippet.code()).doesNotContain("%1", "%2", "%%"));
    }
}
