package io.streamwheel.benchmarks.exchange;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What contenders learn from: one row per visitor, newest entry first, one entry per visitor and
 * item.
 *
 * @param items how many there are; numbers run from 0, and not each needs to have an entry
 * @param rowStarts where each visitor's row begins; one longer than there are visitors
 * @param item of each entry
 * @param weight of each entry, above 0
 * @param time of the pair's newest interaction, epoch milliseconds
 * @param first of its oldest one
 * @param kinds of deeds, as Streamwheel's training data has them
 */
public record Past(
        int items,
        int[] rowStarts,
        int[] item,
        float[] weight,
        long[] time,
        long[] first,
        byte[] kinds) {

    private static final String HEADER = "visitor,item,weight,time,first,kinds";

    /** How many rows there are. */
    public int visitors() {
        return rowStarts.length - 1;
    }

    /** How many entries there are. */
    public int entries() {
        return item.length;
    }

    /** The items of a visitor, newest first. */
    public int[] row(int visitor) {
        return Arrays.copyOfRange(item, rowStarts[visitor], rowStarts[visitor + 1]);
    }

    /** Writes {@code past.csv}, after a line of comment with the numbers of visitors and items. */
    void write(Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("# " + visitors() + " " + items + " " + entries() + "\n" + HEADER + "\n");
            StringBuilder line = new StringBuilder();
            for (int v = 0; v < visitors(); v++) {
                for (int at = rowStarts[v]; at < rowStarts[v + 1]; at++) {
                    line.setLength(0);
                    line.append(v).append(',').append(item[at]).append(',').append(weight[at]);
                    line.append(',').append(time[at]).append(',').append(first[at]);
                    out.write(line.append(',').append(kinds[at]).append('\n').toString());
                }
            }
        }
    }

    static Past read(Path file) throws IOException {
        try (BufferedReader in = Files.newBufferedReader(file)) {
            String[] shape = line(in, file).split(" ");
            line(in, file);
            int size = Integer.parseInt(shape[3]);
            Past past =
                    new Past(
                            Integer.parseInt(shape[2]),
                            new int[Integer.parseInt(shape[1]) + 1],
                            new int[size],
                            new float[size],
                            new long[size],
                            new long[size],
                            new byte[size]);
            for (int at = 0; at < size; at++) {
                past.put(at, line(in, file).split(","));
            }
            for (int v = 0; v < past.visitors(); v++) {
                past.rowStarts[v + 1] += past.rowStarts[v];
            }
            return past;
        }
    }

    private void put(int at, String[] fields) {
        rowStarts[Integer.parseInt(fields[0]) + 1]++;
        item[at] = Integer.parseInt(fields[1]);
        weight[at] = Float.parseFloat(fields[2]);
        time[at] = Long.parseLong(fields[3]);
        first[at] = Long.parseLong(fields[4]);
        kinds[at] = Byte.parseByte(fields[5]);
    }

    private static String line(BufferedReader in, Path file) throws IOException {
        String line = in.readLine();
        if (line == null) {
            throw new IOException(file + " is cut short");
        }
        return line;
    }
}
