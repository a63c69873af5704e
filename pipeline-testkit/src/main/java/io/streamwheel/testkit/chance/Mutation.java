package io.streamwheel.testkit.chance;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Damages bytes as transport, programs and people do. */
public final class Mutation {

    private static final byte[][] PIECES = {
        utf8("null"),
        utf8("{}"),
        utf8("[]"),
        utf8("\"\""),
        utf8(","),
        utf8(":"),
        utf8("\""),
        utf8("{"),
        utf8("}"),
        utf8("["),
        utf8("]"),
        utf8("\\"),
        utf8("\\u0000"),
        utf8("\\ud800"),
        utf8("\\udc00\\ud800"),
        utf8("-"),
        utf8("1e999999999999"),
        utf8("9".repeat(1100)),
        utf8("[".repeat(600)),
        utf8("{\"a\":".repeat(40)),
        utf8("\"x\":1,"),
        utf8("\"x\":1,\"x\":2,"),
        utf8("\"\\ud800\":1,"),
        utf8("\"" + "n".repeat(200) + "\":1,"),
        utf8("/* */"),
        utf8("NaN"),
        utf8("true"),
        {0},
        {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF},
        {(byte) 0xFF, (byte) 0xFE},
        {(byte) 0xC0, (byte) 0x80},
        {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
        {(byte) 0x80},
        {(byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
        {(byte) 0xE2, (byte) 0x82}
    };

    private Mutation() {}

    /** One to four damages. */
    public static byte[] of(byte[] whole, Chance chance) {
        byte[] bytes = whole;
        int damages = chance.between(1, 4);
        for (int i = 0; i < damages; i++) {
            bytes = one(bytes, chance);
        }
        return bytes;
    }

    private static byte[] one(byte[] bytes, Chance chance) {
        int at = chance.below(bytes.length + 1);
        return switch (chance.below(6)) {
            case 0 -> Arrays.copyOf(bytes, at);
            case 1 -> changed(bytes, at, (byte) (1 << chance.below(8)));
            case 2 ->
                    spliced(
                            bytes,
                            at,
                            Math.min(bytes.length, at + chance.between(1, 9)),
                            new byte[0]);
            case 3 -> spliced(bytes, at, at, chance.bytes(4));
            case 4 -> {
                int to = Math.min(bytes.length, at + chance.between(1, 40));
                yield spliced(bytes, at, at, Arrays.copyOfRange(bytes, at, to));
            }
            default -> spliced(bytes, at, at, chance.oneOf(PIECES));
        };
    }

    private static byte[] changed(byte[] bytes, int at, byte mask) {
        byte[] changed = bytes.clone();
        if (at < changed.length) {
            changed[at] ^= mask;
        }
        return changed;
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] piece) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + piece.length);
        out.write(bytes, 0, from);
        out.writeBytes(piece);
        out.write(bytes, to, bytes.length - to);
        return out.toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
