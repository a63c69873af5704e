package io.streamwheel.analysis.site;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Makes keys: {@code wk_} or {@code sk_}, and 160 random bits in 40 hexadecimal digits. */
final class KeyMint {

    private static final int RANDOM_BYTES = 20;

    private final SecureRandom random = new SecureRandom();

    String make(KeyKind kind) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        String begin =
                switch (kind) {
                    case WRITE -> "wk_";
                    case SERVER -> "sk_";
                };
        return begin + HexFormat.of().formatHex(bytes);
    }
}
