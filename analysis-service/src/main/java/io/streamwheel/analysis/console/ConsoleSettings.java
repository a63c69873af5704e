package io.streamwheel.analysis.console;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What can be set about the console.
 *
 * @param operator the name of its one account
 * @param password of that account; empty: one is made at the first start and printed once
 * @param collector the address of the ingest service as browsers reach it, without a slash at the
 *     end
 * @param shop the path of a demo shop on this port; empty where there is none
 */
@ConfigurationProperties("streamwheel.console")
public record ConsoleSettings(
        @DefaultValue(ConsoleSettings.USUAL_NAME) String operator,
        @DefaultValue("") String password,
        @DefaultValue("http://127.0.0.1:8080") String collector,
        @DefaultValue("") String shop) {

    static final String USUAL_NAME = "operator";

    private static final int MIN_LENGTH = 8;
    private static final int MAX_NAME = 64;

    /** Beyond it bcrypt would not look. */
    private static final int MAX_BYTES = 72;

    public ConsoleSettings {
        operator = plain(operator);
        if (operator.isEmpty() || operator.length() > MAX_NAME) {
            throw new IllegalArgumentException(
                    "streamwheel.console.operator must have 1 to %d characters: it has %d"
                            .formatted(MAX_NAME, operator.length()));
        }
        if (!password.isEmpty()
                && (password.length() < MIN_LENGTH
                        || password.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES)) {
            throw new IllegalArgumentException(
                    "streamwheel.console.password must have %d characters to %d bytes: it has %d characters"
                            .formatted(MIN_LENGTH, MAX_BYTES, password.length()));
        }
        if (!collector.matches("https?://[A-Za-z0-9.:_\\[\\]-]+(/[A-Za-z0-9._~/-]*)?")) {
            throw new IllegalArgumentException(
                    "streamwheel.console.collector must be an http or https address: " + collector);
        }
        collector = collector.replaceAll("/+$", "");
    }

    /** A user name as it is compared: capitals and blanks around it say nothing. */
    static String plain(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    /** The user name where everybody knows it; empty where somebody chose another. */
    String knownName() {
        return operator.equals(USUAL_NAME) ? operator : "";
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "ConsoleSettings[operator=" + operator + ", collector=" + collector + "]";
    }
}
