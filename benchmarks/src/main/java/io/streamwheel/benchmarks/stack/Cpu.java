package io.streamwheel.benchmarks.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Time on a processor, in clock ticks of a hundredth of a second (proc(5)).
 *
 * @param ticks in user space and in the kernel
 */
public record Cpu(long ticks) {

    public static final Cpu NONE = new Cpu(0);
    private static final double TICKS_PER_SECOND = 100;
    private static final int USER = 11; // fields after the name, from 0
    private static final int CHILDREN_USER = 13;

    /** Of one process; nothing when it has ended. */
    static Cpu of(long pid) throws IOException {
        return stat("/proc/" + pid + "/stat", USER);
    }

    /** Of this process. */
    public static Cpu ofThisProcess() throws IOException {
        return stat("/proc/self/stat", USER);
    }

    /** Of those of our children that have ended. */
    static Cpu ofEndedChildren() throws IOException {
        return stat("/proc/self/stat", CHILDREN_USER);
    }

    private static Cpu stat(String file, int first) throws IOException {
        try {
            String stat = Files.readString(Path.of(file));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return new Cpu(Long.parseLong(fields[first]) + Long.parseLong(fields[first + 1]));
        } catch (NoSuchFileException e) {
            return NONE;
        }
    }

    /** Of everybody on this machine. */
    public static Cpu ofMachine() throws IOException {
        String[] fields =
                Files.readString(Path.of("/proc/stat"))
                        .lines()
                        .findFirst()
                        .orElseThrow()
                        .split(" +");
        long busy = 0;
        for (int i = 1; i <= 8; i++) {
            busy +=
                    i == 4 || i == 5
                            ? 0
                            : Long.parseLong(fields[i]); // idle, and waiting for a disk
        }
        return new Cpu(busy);
    }

    public Cpu plus(Cpu other) {
        return new Cpu(ticks + other.ticks);
    }

    public Cpu minus(Cpu other) {
        return new Cpu(ticks - other.ticks);
    }

    public double seconds() {
        return ticks / TICKS_PER_SECOND;
    }
}
