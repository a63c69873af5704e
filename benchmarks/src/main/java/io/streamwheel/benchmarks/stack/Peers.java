package io.streamwheel.benchmarks.stack;

import io.streamwheel.benchmarks.exchange.Exchange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Other libraries, each with a build of its own that the product's knows nothing of. One whose jar
 * is not there, or older than what it is made of, is built first, which fetches the library.
 */
public final class Peers {

    private static final Duration LONGEST_BUILD = Duration.ofMinutes(10);

    private final Path peers;
    private final Path scratch;

    /**
     * @param peers the directory of all of them
     * @param scratch for what builds write
     */
    public Peers(Path peers, Path scratch) {
        this.peers = peers;
        this.scratch = scratch;
    }

    /** The jar of a peer, with its libraries beside it. */
    public Path jar(String name) {
        return peers.resolve(name).resolve("target").resolve(name + ".jar");
    }

    /**
     * Builds it where that is needed.
     *
     * @return why that failed; empty when it did not
     */
    public String prepare(String name) throws IOException, InterruptedException {
        Path pom = peers.resolve(name).resolve("pom.xml");
        if (!Files.isRegularFile(pom)) {
            return "is no peer: there is no " + pom;
        }
        if (isFresh(name)) {
            return "";
        }
        System.out.println("building " + pom);
        return Command.finish(
                List.of(
                        "mvn",
                        "-B",
                        "-ntp",
                        "-q",
                        "-f",
                        pom.toAbsolutePath().toString(),
                        "package"),
                scratch,
                scratch.resolve(name + ".build.out"),
                scratch.resolve(name + ".build.log"),
                LONGEST_BUILD);
    }

    private boolean isFresh(String name) throws IOException {
        if (!Files.isRegularFile(jar(name))) {
            return false;
        }
        FileTime built = Files.getLastModifiedTime(jar(name));
        Path peer = peers.resolve(name);
        for (Path each : List.of(peer.resolve("pom.xml"), peer.resolve("src"), exchange())) {
            if (newest(each).compareTo(built) > 0) {
                return false;
            }
        }
        return true;
    }

    /** What is compiled into all of them. */
    private Path exchange() {
        Path sources = peers.resolve("../src/main/java");
        return sources.resolve(Exchange.class.getPackageName().replace('.', '/'));
    }

    private static FileTime newest(Path root) throws IOException {
        FileTime newest = FileTime.fromMillis(0);
        if (!Files.exists(root)) {
            return newest;
        }
        try (Stream<Path> files = Files.walk(root)) {
            for (Path each : files.toList()) {
                FileTime time = Files.getLastModifiedTime(each);
                newest = time.compareTo(newest) > 0 ? time : newest;
            }
        }
        return newest;
    }
}
