package io.streamwheel.analysis.console;

import io.streamwheel.analysis.catalogue.ItemParser;

/** Reads what the operator asks for, or says in words why it cannot be asked for. */
public final class Asked {

    private static final int MOST_LETTERS = 256;

    private Asked() {}

    /** An id, of a visitor or an item, as it is. */
    public static String id(String id) {
        if (ItemParser.wrongId(id) != null) {
            throw new ConsoleProblem("An id has 1 to 256 characters.");
        }
        return id;
    }

    /** A text to search for, without blanks around it. */
    public static String text(String query) {
        String text = query.strip();
        if (text.length() > MOST_LETTERS || text.indexOf('\0') >= 0) {
            throw new ConsoleProblem("Ask for something shorter.");
        }
        return text;
    }

    /** A number that something is known by; 0, which nothing has, for what cannot be one. */
    public static long number(String id) {
        return id.matches("[0-9]{1,18}") ? Long.parseLong(id) : 0;
    }
}
