package io.streamwheel.analysis.console;

import java.security.SecureRandom;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * The console's one account. A password that is set holds from the start on; without one, the first
 * instance that starts makes it and prints it, once.
 */
final class Operator {

    private static final Logger LOG = LoggerFactory.getLogger(Operator.class);

    /** Without those that are mistaken for each other. */
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";

    private static final int LENGTH = 20;

    private final OperatorTable table;
    private final PasswordEncoder encoder;
    private final String name;
    private final String configured;

    /** For the time in which the database is away. */
    private volatile String lastHash = "";

    Operator(OperatorTable table, PasswordEncoder encoder, ConsoleSettings settings) {
        this.table = table;
        this.encoder = encoder;
        this.name = settings.operator();
        this.configured = settings.password();
    }

    /** Makes the account, or its password what is set; before that nobody is let in. */
    void start() {
        lastHash = configured.isEmpty() ? made() : set(configured);
    }

    String name() {
        return name;
    }

    /** Whether it is the account and its password; takes as long for one that there is not. */
    boolean matches(String account, String password) {
        boolean known = name.equals(account);
        return encoder.matches(password, hash()) && known;
    }

    private String hash() {
        try {
            table.hashOf(name).ifPresent(hash -> lastHash = hash);
        } catch (DataAccessException e) {
            LOG.debug("the password is the last one known", e);
        }
        return lastHash;
    }

    private String set(String password) {
        Optional<String> stored = table.hashOf(name);
        if (stored.isPresent() && encoder.matches(password, stored.get())) {
            return stored.get();
        }
        String hash = encoded(password);
        table.put(name, hash);
        LOG.info("the console's password is the one that is set");
        return hash;
    }

    private String made() {
        Optional<String> stored = table.hashOf(name);
        if (stored.isPresent()) {
            return stored.get();
        }
        String password = newPassword();
        String hash = encoded(password);
        if (table.addIfAbsent(name, hash)) {
            LOG.info(
                    "the console's account was made; this is not shown again: user {}, password {}",
                    name,
                    password);
            return hash;
        }
        return table.hashOf(name).orElseThrow();
    }

    private String encoded(String password) {
        String hash = encoder.encode(password);
        if (hash == null) {
            throw new IllegalStateException("a password has a hash");
        }
        return hash;
    }

    private static String newPassword() {
        return new SecureRandom()
                .ints(LENGTH, 0, LETTERS.length())
                .collect(
                        StringBuilder::new,
                        (text, letter) -> text.append(LETTERS.charAt(letter)),
                        StringBuilder::append)
                .toString();
    }
}
