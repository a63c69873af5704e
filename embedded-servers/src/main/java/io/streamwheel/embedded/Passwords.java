package io.streamwheel.embedded;

import java.security.SecureRandom;
import java.util.Base64;

/** Passwords for one run. */
final class Passwords {

    private static final int BYTES = 24;

    private Passwords() {}

    /** 192 random bits in letters, digits, {@code -} and {@code _}. */
    static String random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
