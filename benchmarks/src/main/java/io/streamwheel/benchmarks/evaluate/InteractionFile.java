package io.streamwheel.benchmarks.evaluate;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.streamwheel.event.EventTypes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.Comparator;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * Interactions in a CSV file (RFC 4180) in UTF-8, packed where its name ends in {@code .gz}: {@code
 * user,item,timestamp[,type]}, in this order where there is no header, in any order and beside
 * other columns where there is one. Fields are separated by whichever of comma, tab and semicolon
 * the first line has most of. Empty lines are skipped; without a type it is a view.
 *
 * @param columns of a file without a header
 */
record InteractionFile(Path file, Columns columns) {

    private static final List<Character> SEPARATORS = List.of(',', '\t', ';');

    /** Takes one interaction. */
    @FunctionalInterface
    interface Taker {

        /**
         * @param time epoch milliseconds
         */
        void take(String user, String item, String type, long time);
    }

    /**
     * Reads all.
     *
     * @throws IllegalArgumentException at the first line that is none, naming file, line and fault
     */
    void read(Taker taker) {
        try (BufferedReader in = open();
                CsvReader<CsvRecord> records =
                        CsvReader.builder()
                                .fieldSeparator(separator())
                                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                                .ofCsvRecord(in)) {
            Columns places = columns;
            boolean first = true;
            for (CsvRecord each : records) {
                boolean header = first && Columns.isHeader(each.getFields());
                if (header) {
                    places = columnsOf(each);
                } else {
                    take(each, places, taker);
                }
                first = false;
            }
        } catch (CsvParseException | UncheckedIOException unreadable) {
            throw new IllegalArgumentException(file + ": " + causes(unreadable), unreadable);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(file + " cannot be read", unreadable);
        }
    }

    /** The library says in which line, and its cause why. */
    private static String causes(RuntimeException unreadable) {
        Throwable cause = unreadable.getCause();
        return unreadable.getMessage()
                + (cause instanceof CharacterCodingException
                        ? ": it is not UTF-8"
                        : cause == null ? "" : ": " + cause.getMessage());
    }

    /** Bytes that are no UTF-8 are a fault and not replaced. */
    private BufferedReader open() throws IOException {
        InputStream bytes = Files.newInputStream(file);
        try {
            InputStream plain =
                    file.toString().endsWith(".gz") ? new GZIPInputStream(bytes, 1 << 16) : bytes;
            return new BufferedReader(
                    new InputStreamReader(plain, StandardCharsets.UTF_8.newDecoder()));
        } catch (IOException notPacked) {
            bytes.close();
            throw notPacked;
        }
    }

    private char separator() throws IOException {
        try (BufferedReader in = open()) {
            String line = in.readLine();
            String first = line == null ? "" : line;
            return SEPARATORS.stream()
                    .max(
                            Comparator.comparingLong(
                                    each -> first.chars().filter(next -> next == each).count()))
                    .orElse(',');
        } catch (CharacterCodingException e) {
            return ','; // The line that is at fault is found when the records are read.
        }
    }

    private Columns columnsOf(CsvRecord header) {
        return Columns.of(header.getFields())
                .orElseThrow(
                        () -> bad(header, "no column is called timestamp: " + header.getFields()));
    }

    private void take(CsvRecord line, Columns places, Taker taker) {
        String user = field(line, places.user(), "user");
        String item = field(line, places.item(), "item");
        String time = field(line, places.time(), "timestamp");
        boolean typed = places.type() >= 0 && places.type() < line.getFieldCount();
        String type = typed ? line.getField(places.type()).strip() : "";
        try {
            taker.take(user, item, type.isEmpty() ? EventTypes.VIEW : type, Moment.of(time));
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            throw bad(
                    line,
                    "the timestamp is neither epoch seconds, nor milliseconds, nor ISO 8601: "
                            + time);
        }
    }

    private String field(CsvRecord line, int column, String name) {
        String value = column < line.getFieldCount() ? line.getField(column).strip() : "";
        if (value.isEmpty()) {
            throw bad(
                    line, "no " + name + " in column " + (column + 1) + " of " + line.getFields());
        }
        return value;
    }

    private IllegalArgumentException bad(CsvRecord line, String why) {
        return new IllegalArgumentException(
                "%s, line %d: %s".formatted(file, line.getStartingLineNumber(), why));
    }
}
