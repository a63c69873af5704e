package io.streamwheel.benchmarks.stack;

import java.nio.file.Path;
import java.util.Locale;

/** The three, by the names of their arguments. */
public enum Service {
    INGEST(" -XX:+UseSerialGC -Xms60m -Xmn44m -XX:SurvivorRatio=1 -XX:TargetSurvivorRatio=90"),
    TRANSFORM(" -XX:+UseSerialGC -Xms88m -Xmn56m -XX:SurvivorRatio=3 -XX:TargetSurvivorRatio=90"),
    ANALYSIS(
            " -XX:ThreadPriorityPolicy=1 -XX:JavaPriority1_To_OSPriority=13"
                    + " -XX:JavaPriority2_To_OSPriority=10"
                    + " -XX:CompilerThreadPriority=0 -XX:-PrintWarnings -XX:+UseG1GC"
                    + " -Xms128m -XX:G1HeapRegionSize=2m -XX:GCTimeRatio=2 -XX:MinHeapFreeRatio=20"
                    + " -XX:MaxHeapFreeRatio=40");

    private final String furtherOptions;

    Service(String furtherOptions) {
        this.furtherOptions = furtherOptions;
    }

    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }

    Container container() {
        return Container.valueOf(name());
    }

    /** Of this build, seen from the project's root. */
    Path jar() {
        String module = slug() + "-service";
        return Path.of(module, "target", module + "-0.1.0-SNAPSHOT-boot.jar");
    }

    /** As the Dockerfile has them. */
    public String options() {
        return "-XX:MaxRAMPercentage=70 -XX:+UseCompactObjectHeaders -XX:+ExitOnOutOfMemoryError"
                + " -Dspring.aot.enabled=true"
                + furtherOptions;
    }
}
