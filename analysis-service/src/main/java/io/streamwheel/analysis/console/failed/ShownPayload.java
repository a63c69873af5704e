package io.streamwheel.analysis.console.failed;

import io.streamwheel.analysis.console.JsonLayout;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Bytes as a page can show them: JSON laid out, another text as it is, anything else in
 * hexadecimal; a beginning of what is too much for a page.
 *
 * @param text in which nothing is invisible or turns the text around it
 * @param binary whether the bytes are no UTF-8
 * @param cut whether there is more
 */
record ShownPayload(String text, boolean binary, boolean cut) {

    static final int SOME = 16 << 10;
    static final int MANY = 256 << 10;

    private static final int BYTES_A_LINE = 16;
    private static final int BYTES_IN_HEX = 1 << 10;
    private static final int LETTERS_A_ROW = 160;

    /**
     * @param most bytes that are looked at
     */
    static ShownPayload of(byte[] bytes, int most) {
        boolean more = bytes.length > most;
        @Nullable String text = decoded(bytes, most);
        if (text == null) {
            return new ShownPayload(hex(bytes), true, bytes.length > BYTES_IN_HEX);
        }
        String shown = more || !JsonLayout.isJson(text) ? text : JsonLayout.of(text, most * 2);
        boolean cut = more || shown.length() > most * 2;
        return new ShownPayload(visible(shown), false, cut);
    }

    /** The first letters, on one line. */
    static String beginning(byte[] bytes) {
        @Nullable String text = decoded(bytes, LETTERS_A_ROW);
        return text == null ? "bytes that are no text" : visible(text).replaceAll("\\s+", " ");
    }

    /**
     * What to begin an edit with: the text laid out while that is within the limit, else as it is;
     * an object with nothing in it where there is no such text.
     */
    static String draft(byte[] bytes, int limit) {
        @Nullable String text = bytes.length > limit ? null : decoded(bytes, limit);
        if (text == null || text.isBlank()) {
            return "{\n}";
        }
        if (!JsonLayout.isJson(text)) {
            return text;
        }
        String laidOut = JsonLayout.of(text, Integer.MAX_VALUE);
        return laidOut.getBytes(StandardCharsets.UTF_8).length > limit ? text : laidOut;
    }

    /** The first bytes as text, whole characters only; null when they are no UTF-8. */
    private static @Nullable String decoded(byte[] bytes, int most) {
        int length = Math.min(bytes.length, most);
        CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
        CharBuffer out = CharBuffer.allocate(length + 1);
        boolean whole = length == bytes.length;
        boolean broken = utf8.decode(ByteBuffer.wrap(bytes, 0, length), out, whole).isError();
        return broken ? null : out.flip().toString();
    }

    private static String hex(byte[] bytes) {
        StringBuilder out = new StringBuilder();
        HexFormat format = HexFormat.ofDelimiter(" ");
        int end = Math.min(bytes.length, BYTES_IN_HEX);
        for (int from = 0; from < end; from += BYTES_A_LINE) {
            int to = Math.min(end, from + BYTES_A_LINE);
            out.append("%06x  %-48s ".formatted(from, format.formatHex(bytes, from, to)));
            for (int i = from; i < to; i++) {
                out.append(bytes[i] >= ' ' && bytes[i] < 0x7f ? (char) bytes[i] : '.');
            }
            out.append('\n');
        }
        return out.toString();
    }

    /** With what nobody could see, or what writes backwards, as the escape that it would be. */
    private static String visible(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isInvisible(c)) {
                out.append("\\u%04X".formatted((int) c));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static boolean isInvisible(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL -> c != '\n' && c != '\t' && c != '\r';
            case Character.FORMAT -> c != '\u200d'; // it joins emojis
            default -> false;
        };
    }
}
