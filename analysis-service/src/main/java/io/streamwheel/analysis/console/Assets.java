package io.streamwheel.analysis.console;

import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Scripts and styles, read once. Their directory is named after what is in them, so that browsers
 * may keep them for good and still never have an old one. A further file is a line in {@link
 * #OURS}.
 */
final class Assets {

    private static final String JS = "text/javascript;charset=utf-8";
    private static final String CSS = "text/css;charset=utf-8";
    private static final int SHOWN_BYTES = 8;

    /** In {@code assets/}, beside the templates. */
    private static final List<String> OURS =
            List.of(
                    "console.css",
                    "theme.js",
                    "console.js",
                    "stream.js",
                    "chart.js",
                    "welcome.js",
                    "pipeline.js",
                    "items.js",
                    "live.js",
                    "models.js",
                    "sites.js");

    /** By the name here: the WebJar, and where in it. */
    private static final Map<String, List<String>> LIBRARIES =
            Map.of(
                    "htmx.js", List.of("htmx.org", "dist/htmx.min.js"),
                    "pico.css", List.of("picocss__pico", "css/pico.min.css"),
                    "uplot.js", List.of("uplot", "dist/uPlot.iife.min.js"),
                    "uplot.css", List.of("uplot", "dist/uPlot.min.css"));

    private final Map<String, Asset> files = new LinkedHashMap<>();
    private final String directory;

    Assets() {
        MessageDigest digest = sha256();
        for (String name : OURS) {
            add(name, read("assets/" + name), digest);
        }
        LIBRARIES.keySet().stream()
                .sorted()
                .forEach(name -> add(name, readLibrary(LIBRARIES.get(name)), digest));
        directory = "/console/assets/" + HexFormat.of().formatHex(digest.digest(), 0, SHOWN_BYTES);
    }

    /** Where browsers find them, without a slash at the end. */
    String directory() {
        return directory;
    }

    Optional<Asset> find(String name) {
        return Optional.ofNullable(files.get(name));
    }

    private void add(String name, byte[] content, MessageDigest digest) {
        digest.update(content);
        files.put(name, new Asset(name.endsWith(".css") ? CSS : JS, content, packed(content)));
    }

    private static byte[] packed(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    private static byte[] readLibrary(@Nullable List<String> place) {
        if (place == null) {
            throw new IllegalArgumentException("no such library");
        }
        String artifact = place.get(0);
        Properties jar = new Properties();
        String about = "/META-INF/maven/org.webjars.npm/" + artifact + "/pom.properties";
        try (InputStream in = open(about)) {
            jar.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return read(
                "/META-INF/resources/webjars/%s/%s/%s"
                        .formatted(artifact, jar.getProperty("version"), place.get(1)));
    }

    private static byte[] read(String resource) {
        try (InputStream in = open(resource)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String resource) throws IOException {
        @Nullable InputStream in = Assets.class.getResourceAsStream(resource);
        if (in == null) {
            throw new FileNotFoundException(resource);
        }
        return in;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
