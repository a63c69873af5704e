package io.streamwheel.standalone;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;

/**
 * The two keys of the site, and what opens the console.
 *
 * @param writeKey public; for the collector
 * @param serverKey secret; for everything that asks
 * @param consolePassword secret; for the operator
 */
public record Keys(String writeKey, String serverKey, String consolePassword) {

    static final String WRITE_KEY = "STREAMWHEEL_WRITE_KEY";
    static final String SERVER_KEY = "STREAMWHEEL_SERVER_KEY";

    static final String CONSOLE_PASSWORD = "STREAMWHEEL_CONSOLE_PASSWORD";

    private static final int RANDOM_BYTES = 20;
    private static final int PASSWORD_BYTES = 10;
    private static final int MIN_LENGTH = 16;

    /**
     * The keys that the environment fixes; what it leaves open is made once and read from the file
     * ever after. Only its owner may read the file. One that is older than the console gets its
     * password.
     */
    static Keys of(Map<String, String> environment, Path file) throws CannotStartException {
        String write = given(environment, WRITE_KEY);
        String server = given(environment, SERVER_KEY);
        String password = environment.getOrDefault(CONSOLE_PASSWORD, "");
        if (write.isEmpty() || server.isEmpty() || password.isEmpty()) {
            Keys kept = kept(file);
            write = write.isEmpty() ? kept.writeKey : write;
            server = server.isEmpty() ? kept.serverKey : server;
            password = password.isEmpty() ? kept.consolePassword : password;
        }
        if (write.equals(server)) {
            throw new CannotStartException(
                    WRITE_KEY + " and " + SERVER_KEY + " must differ: the first is public.");
        }
        return new Keys(write, server, password);
    }

    private static String given(Map<String, String> environment, String name)
            throws CannotStartException {
        String key = environment.getOrDefault(name, "");
        if (!key.isEmpty() && !key.matches("[!-~]{" + MIN_LENGTH + ",256}")) {
            throw new CannotStartException(
                    name
                            + " must be "
                            + MIN_LENGTH
                            + " to 256 printable ASCII characters without blanks; it has "
                            + key.length()
                            + " characters.");
        }
        return key;
    }

    private static Keys kept(Path file) throws CannotStartException {
        try {
            Properties properties = new Properties();
            if (Files.exists(file)) {
                try (Reader reader = Files.newBufferedReader(file)) {
                    properties.load(reader);
                }
            } else {
                SecureRandom random = new SecureRandom();
                properties.setProperty("write-key", "wk_" + newSecret(random, RANDOM_BYTES));
                properties.setProperty("server-key", "sk_" + newSecret(random, RANDOM_BYTES));
            }
            String write = properties.getProperty("write-key", "");
            String server = properties.getProperty("server-key", "");
            if (write.isEmpty() || server.isEmpty()) {
                throw new CannotStartException(
                        file + " must name write-key and server-key; it does not.");
            }
            String password = properties.getProperty("console-password", "");
            if (password.isEmpty()) {
                password = newSecret(new SecureRandom(), PASSWORD_BYTES);
                properties.setProperty("console-password", password);
                write(properties, file);
            }
            return new Keys(write, server, password);
        } catch (IOException problem) {
            throw new CannotStartException("the keys cannot be kept in " + file, problem);
        }
    }

    /** Written beside and moved, so that a crash leaves no half of a file. */
    private static void write(Properties properties, Path file) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(beside);
        try {
            Files.createFile(
                    beside,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
        } catch (UnsupportedOperationException notPosix) {
            throw new FileSystemException(
                    beside.toString(), null, "the file system knows no owner-only files");
        }
        try (Writer writer = Files.newBufferedWriter(beside)) {
            properties.store(
                    writer,
                    "The keys of site demo, and the password of the console. All but the write key are secret.");
        }
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String newSecret(SecureRandom random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Without the keys. */
    @Override
    public String toString() {
        return "Keys[]";
    }
}
