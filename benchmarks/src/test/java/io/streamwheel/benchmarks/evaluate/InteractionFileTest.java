package io.streamwheel.benchmarks.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class InteractionFileTest {

    @TempDir Path directory;

    private List<String> read(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("some.csv"), text);
        return read(file, Columns.WITHOUT_HEADER);
    }

    private static List<String> read(Path file, Columns columns) {
        List<String> taken = new ArrayList<>();
        new InteractionFile(file, columns)
                .read((user, item, type, time) ->
                        taken.add(String.join(" ", user, item, type, Long.toString(time))));
        return taken;
    }

    @Test
    void withoutAHeaderTheColumnsHaveTheirOrder() throws IOException {
        assertThat(read("a,x,100\nb,y,200,purchase\n\nc,z,300,\n"))
                .containsExactly("a x view 100000", "b y purchase 200000", "c z view 300000");
    }

    @Test
    void aHeaderNamesTheColumnsInAnyOrderAndBesideOthers() throws IOException {
        assertThat(read("timestamp,stars,Movie_Id,userId,event\n100,5,x,a,like\n"))
                .containsExactly("a x like 100000");
        assertThat(read("user,item,timestamp\n")).isEmpty();
    }

    @Test
    void tabsAndSemicolonsSeparateAndQuotesHoldTogether() throws IOException {
        assertThat(read("a\tx, y\t100\n")).containsExactly("a x, y view 100000");
        assertThat(read("a;x;100\n")).containsExactly("a x view 100000");
        assertThat(read("\"a,b\",\"x \"\"y\"\"\",100\n"))
                .containsExactly("a,b x \"y\" view 100000");
    }

    @Test
    void columnsOfAFileWithoutAHeaderCanBeNamed() throws IOException {
        Path file = Files.writeString(directory.resolve("u.data"), "a\tx\t5\t100\n");
        Columns columns = Columns.of(List.of("user", "item", "stars", "timestamp")).orElseThrow();
        assertThat(read(file, columns)).containsExactly("a x view 100000");
    }

    @Test
    void packedFilesAreUnpacked() throws IOException {
        Path file = directory.resolve("some.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("a,x,100\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(read(file, Columns.WITHOUT_HEADER)).containsExactly("a x view 100000");
    }

    @ParameterizedTest
    @CsvSource({
        "881250949, 881250949000",
        "881250949.5, 881250949500",
        "1433221332117, 1433221332117",
        "-1, -1000",
        "1997-12-04T15:55:49Z, 881250949000",
        "1997-12-04T17:55:49.25+02:00, 881250949250",
        "1997-12-04 15:55:49, 881250949000",
        "1997-12-04, 881193600000"
    })
    void momentsAreReadAsTheyAreWritten(String text, long millis) {
        assertThat(Moment.of(text)).isEqualTo(millis);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "1997-13-04", "1e400", "12:30", "--", "1997-12-04T25:00"})
    void whatIsNoMomentIsRefusedWithItsLine(String text) {
        assertRefused("user,item,timestamp\na,x,100\na,x," + text + "\n", "line 3", text);
    }

    @Test
    void whatIsMissingIsSaidWithItsLine() {
        assertRefused("a,x,100\n,x,100\n", "line 2", "no user in column 1");
        assertRefused("a,x,100\n\na,x\n", "line 3", "no timestamp in column 3");
        assertRefused("\"a\nb\",x,100\na, ,100\n", "line 3", "no item in column 2");
        assertRefused("user,item,when\n", "line 1", "no column is called timestamp");
    }

    @Test
    void whatIsNoUtf8IsRefused() throws IOException {
        Path file = directory.resolve("some.csv");
        Files.write(file, "a,caf\u00e9,100\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(file, Columns.WITHOUT_HEADER))
                .withMessageContaining("some.csv")
                .withMessageContaining("UTF-8");
    }

    private void assertRefused(String text, String... words) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(text))
                .withMessageContainingAll(words)
                .withMessageContaining("some.csv");
    }
}
