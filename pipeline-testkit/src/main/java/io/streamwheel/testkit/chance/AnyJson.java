package io.streamwheel.testkit.chance;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Writes JSON as it may be written: with spaces anywhere, every form of number and of escape, and
 * each name once per object.
 */
public final class AnyJson {

    private static final String[] NUMBERS = {
        "0",
        "-0",
        "1",
        "-7",
        "3.50",
        "1e3",
        "1E+3",
        "1.5e-3",
        "2147483648",
        "-9223372036854775808",
        "18446744073709551616",
        "1e308",
        "-1e308",
        "1e309",
        "1e-400",
        "0.1e-300",
        "5e-324",
        "123456789012345678901234567890.12345678901234567890",
        "1e999999",
        "1e-999999",
        "1e999999999999"
    };

    private final Chance chance;
    private final boolean halves;

    /**
     * @param halves whether a text may hold half of a UTF-16 pair, as an escape
     */
    public AnyJson(Chance chance, boolean halves) {
        this.chance = chance;
        this.halves = halves;
    }

    /** Any value of at most so many levels of objects and arrays. */
    public String value(int levels) {
        return switch (chance.below(levels > 0 ? 8 : 5)) {
            case 0 -> chance.oneOf("null", "true", "false");
            case 1, 2 -> chance.oneOf(NUMBERS);
            case 3, 4 -> text(words());
            case 5 -> array(levels);
            default -> object(levels);
        };
    }

    /** Any object of at most so many levels, itself the first. */
    public String object(int levels) {
        StringBuilder json = new StringBuilder("{").append(space());
        Set<String> names = new LinkedHashSet<>();
        int members = chance.below(5);
        for (int i = 0; i < members; i++) {
            String name = AnyText.whole(chance, 4); // Jackson refuses half a pair in a name
            if (names.add(name)) {
                json.append(names.size() > 1 ? "," : "").append(space());
                json.append(text(name)).append(space()).append(":").append(space());
                json.append(value(levels - 1)).append(space());
            }
        }
        return json.append("}").toString();
    }

    private String array(int levels) {
        StringBuilder json = new StringBuilder("[").append(space());
        int elements = chance.below(4);
        for (int i = 0; i < elements; i++) {
            json.append(i > 0 ? "," : "").append(space());
            json.append(value(levels - 1)).append(space());
        }
        return json.append("]").toString();
    }

    private String words() {
        return halves ? AnyText.any(chance, 4) : AnyText.whole(chance, 4);
    }

    /** Nothing, mostly. */
    public String space() {
        return chance.oneOf("", "", "", " ", "\n", "\t\r\n ");
    }

    /** A text as JSON: what must be escaped is, and some of what need not be. */
    public String text(String text) {
        boolean escapesAll = chance.oneIn(8);
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair =
                    Character.isHighSurrogate(c)
                            && i + 1 < text.length()
                            && Character.isLowSurrogate(text.charAt(i + 1));
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (pair && !escapesAll) {
                json.append(c).append(text.charAt(++i));
            } else if (c < ' ' || escapesAll || Character.isSurrogate(c)) {
                json.append(String.format(chance.oneOf("\\u%04x", "\\u%04X"), (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append("\"").toString();
    }
}
