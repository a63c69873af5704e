package io.streamwheel.testkit.chance;

/** Makes texts out of what has broken programs before. */
public final class AnyText {

    private static final String[] PIECES = {
        "a",
        "B",
        "0",
        " ",
        "\"",
        "\\",
        "/",
        "'",
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        "\n",
        "\t",
        "\r",
        "\u0000",
        "\u0001",
        "\u001f",
        "\u007f",
        "\u0080",
        "é",
        "ß",
        "\u2028",
        "\ufeff",
        "\ufffd",
        "\uffff",
        "漢字",
        "😀",
        "\ud800\udc00",
        "\udbff\udfff",
        "null",
        "\\u0000",
        "%00",
        "${x}",
        "<script>",
        "'; DROP TABLE item; --",
        "NaN",
        "-0",
        "1e309",
        "e\u0301",
        "İ",
        "ǅ"
    };
    private static final String[] HALVES = {"\ud800", "\udc00", "\udbff", "\udfff"};

    private AnyText() {}

    /** At most so many pieces, all of whole characters. */
    public static String whole(Chance chance, int mostPieces) {
        return text(chance, mostPieces, false);
    }

    /** The same, now and then with half of a UTF-16 pair. */
    public static String any(Chance chance, int mostPieces) {
        return text(chance, mostPieces, true);
    }

    private static String text(Chance chance, int mostPieces, boolean halves) {
        StringBuilder text = new StringBuilder();
        int pieces = chance.below(mostPieces + 1);
        for (int i = 0; i < pieces; i++) {
            if (halves && chance.oneIn(12)) {
                text.append(chance.oneOf(HALVES));
            } else if (chance.oneIn(40)) {
                text.append("x".repeat(chance.between(60, 300)));
            } else {
                text.append(chance.oneOf(PIECES));
            }
        }
        return text.toString();
    }
}
