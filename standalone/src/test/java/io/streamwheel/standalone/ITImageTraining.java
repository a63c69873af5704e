package io.streamwheel.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.FileSystemUtils;

/**
 * The step of the Dockerfile in which Java learns how a service starts, with its layers, its
 * options and its command, on this machine: nobody sees a Dockerfile fail before it is built.
 */
final class ITImageTraining {

    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    private static final String CONTEXT_AS_CODE = "-Dspring.aot.enabled=true";
    private static final Pattern OPTIONS = Pattern.compile("JAVA_TOOL_OPTIONS=\"([^\"]+)\"");
    private static final Pattern LAYER = Pattern.compile("COPY .*/layers/\\S+?/(\\S+)/ \\./");
    private static final Pattern STEP =
            Pattern.compile(
                    "RUN --mount=type=bind,source=(?<scripts>\\S+),target=(?<seenScripts>\\S+) \\\\\n"
                            + " *--mount=type=bind,from=build,source=/src/(?<servers>\\S+),target=(?<seenServers>\\S+) \\\\\n"
                            + " *(?<command>.+)\n");

    private Path root = Path.of("");
    private Path home = Path.of("");
    private Path temporary = Path.of("");

    @BeforeEach
    void makeDirectories() throws IOException {
        // A database that gives up the rights of root must be able to enter.
        root = Files.createTempDirectory("streamwheel-image-");
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
        home = Files.createDirectory(root.resolve("app"));
        temporary = Files.createDirectory(root.resolve("tmp"));
    }

    @AfterEach
    void removeThem() throws IOException {
        FileSystemUtils.deleteRecursively(root);
    }

    /** The last class is one that only a request needs: without the questions it is not there. */
    @ParameterizedTest
    @CsvSource({
        "ingest,   io.streamwheel.event.CollectedEnvelope",
        "analysis, io.streamwheel.analysis.recommend.VisitorHistories$Key"
    })
    void cacheKnowsTheServiceUpToItsFirstRequests(String service, String lastClass)
            throws Exception {
        layDown(service);
        List<Path> before = files(home);

        Ended training = train(service, Map.of());

        assertThat(training.code()).as(training.output()).isZero();
        assertThat(files(home))
                .as("nothing but the cache comes into the image")
                .containsAll(before)
                .hasSize(before.size() + 1);
        assertThat(files(temporary)).as("what is left of the training").isEmpty();
        assertThat(run(service, Map.of(), "grep", "-aE", "[ws]k_[0-9a-f]{40}", "app.aot").code())
                .as("grep finds no key in the cache")
                .isOne();
        Ended loading =
                run(
                        service,
                        Map.of(),
                        JAVA.toString(),
                        "-XX:AOTCache=app.aot",
                        "-XX:AOTMode=on",
                        "-Xlog:class+load",
                        "-cp",
                        "app.jar",
                        "-version");
        assertThat(loading.code()).as(loading.output()).isZero();
        assertThat(loading.output()).contains(" " + lastClass + " source: shared objects file");
    }

    @Test
    void stepsDifferByTheServiceOnly() throws IOException {
        for (String service : List.of("transform", "analysis")) {
            assertThat(step(service).group())
                    .isEqualTo(step("ingest").group().replace("ingest", service));
        }
    }

    @Test
    void serviceThatDoesNotStartFailsTheBuildWithItsLog() throws Exception {
        layDown("ingest");

        Ended training = train("ingest", Map.of("STREAMWHEEL_INGEST_KEYS_REFRESH", "0s"));

        assertThat(training.code()).as(training.output()).isOne();
        assertThat(training.output())
                .contains("train: ingest did not start", "refresh must be positive");
        assertThat(home.resolve("app.aot")).doesNotExist();
        assertThat(files(temporary)).isEmpty();
    }

    /** The files of the image. */
    private void layDown(String service) throws Exception {
        Path layers = root.resolve("layers");
        Ended extraction =
                run(
                        service,
                        Map.of(),
                        JAVA.toString(),
                        "-Djarmode=tools",
                        "-jar",
                        bootJar(service).toString(),
                        "extract",
                        "--layers",
                        "--application-filename",
                        "app.jar",
                        "--destination",
                        layers.toString());
        assertThat(extraction.code()).as(extraction.output()).isZero();
        List<String> copied =
                LAYER.matcher(stage(service)).results().map(each -> each.group(1)).toList();
        assertThat(copied).contains("dependencies", "application");
        for (String layer : copied) {
            FileSystemUtils.copyRecursively(layers.resolve(layer), home);
        }
    }

    private static Path bootJar(String service) throws IOException {
        Path target = PROJECT.resolve(service + "-service").resolve("target");
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.toString().endsWith("-boot.jar"))
                    .findAny()
                    .orElseThrow(() -> new AssertionError("mvn package has not made " + target));
        }
    }

    /** The step, with the mounted directories where they are on this machine. */
    private Ended train(String service, Map<String, String> further) throws Exception {
        MatchResult step = step(service);
        String command =
                step.group("command")
                        .replace(
                                step.group("seenScripts") + "/",
                                PROJECT.resolve(step.group("scripts")) + "/")
                        .replace(
                                " " + step.group("seenServers"),
                                " " + PROJECT.resolve(step.group("servers")));
        return run(service, further, "bash", "-c", command);
    }

    private static MatchResult step(String service) throws IOException {
        return STEP.matcher(stage(service)).results().findFirst().orElseThrow();
    }

    /** In the directory of the image's files, with its options. */
    private Ended run(String service, Map<String, String> further, String... command)
            throws Exception {
        Path log = root.resolve("log");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(home.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.matches("(SPRING|STREAMWHEEL)_.*"));
        environment.put("PATH", JAVA.getParent() + ":" + environment.get("PATH"));
        environment.put("TMPDIR", temporary.toString());
        environment.put("JAVA_TOOL_OPTIONS", options(service));
        for (String name : List.of("ingest", "transform", "analysis")) {
            String variable = "STREAMWHEEL_" + name.toUpperCase(Locale.ROOT);
            environment.put(variable + "_PORT", freePort());
            environment.put(variable + "_MANAGEMENT_PORT", freePort());
        }
        environment.putAll(further);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(8, TimeUnit.MINUTES)).as(Files.readString(log)).isTrue();
            return new Ended(process.exitValue(), Files.readString(log));
        } finally {
            process.destroy();
        }
    }

    private record Ended(int code, String output) {}

    private static String options(String service) throws IOException {
        String common = onlyGroup(OPTIONS, stage("runtime"));
        String options = onlyGroup(OPTIONS, stage(service)).replace("$JAVA_TOOL_OPTIONS", common);
        assertThat(options).contains(CONTEXT_AS_CODE);
        return hasContextAsCode(service) ? options : options.replace(CONTEXT_AS_CODE, "");
    }

    /** A build by Maven on an older Java leaves it out; an image is built on the right one. */
    private static boolean hasContextAsCode(String service) throws IOException {
        try (JarFile jar = new JarFile(bootJar(service).toFile())) {
            return jar.stream()
                    .anyMatch(entry ->
                            entry.getName().endsWith("__ApplicationContextInitializer.class"));
        }
    }

    private static String onlyGroup(Pattern pattern, String text) {
        return pattern.matcher(text).results().findFirst().orElseThrow().group(1);
    }

    /** The Dockerfile's part that bears this name. */
    private static String stage(String name) throws IOException {
        return Stream.of(Files.readString(PROJECT.resolve("Dockerfile")).split("\nFROM "))
                .filter(each -> each.lines().findFirst().orElse("").endsWith(" AS " + name))
                .findAny()
                .orElseThrow();
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static String freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return String.valueOf(socket.getLocalPort());
        }
    }
}
