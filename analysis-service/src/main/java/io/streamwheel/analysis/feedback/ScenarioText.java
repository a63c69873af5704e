package io.streamwheel.analysis.feedback;

/** Names of scenarios in six bits a character, high bits first; the default one in none. */
final class ScenarioText {

    private static final String ALPHABET = "\0abcdefghijklmnopqrstuvwxyz0123456789_-";
    private static final int BITS = 6;

    private ScenarioText() {}

    static byte[] pack(String name) {
        if (name.equals(ListOrigin.DEFAULT_SCENARIO)) {
            return new byte[0];
        }
        byte[] bytes = new byte[(name.length() * BITS + 7) / 8];
        for (int i = 0; i < name.length() * BITS; i++) {
            int code = ALPHABET.indexOf(name.charAt(i / BITS));
            int bit = code >>> (BITS - 1 - i % BITS) & 1;
            bytes[i / 8] |= (byte) (bit << (7 - i % 8));
        }
        return bytes;
    }

    static String unpack(byte[] bytes) {
        StringBuilder name = new StringBuilder();
        int code = 0;
        for (int i = 0; i < bytes.length * 8; i++) {
            code = code << 1 | bytes[i / 8] >>> (7 - i % 8) & 1;
            if (i % BITS == BITS - 1) {
                if (code > 0 && code < ALPHABET.length()) {
                    name.append(ALPHABET.charAt(code));
                }
                code = 0;
            }
        }
        return name.isEmpty() ? ListOrigin.DEFAULT_SCENARIO : name.toString();
    }
}
