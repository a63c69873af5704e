package io.streamwheel.analysis.console;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lays JSON out for people, a line per member: only what stands between its tokens changes, so that
 * numbers keep their digits and texts their escapes.
 */
public final class JsonLayout {

    /** Deeper levels go no further to the right: else a few bytes could become a wall of blanks. */
    private static final int DEEPEST = 16;

    private final String json;
    private final StringBuilder out;
    private int at;
    private int depth;

    private JsonLayout(String json) {
        this.json = json;
        this.out = new StringBuilder(json.length() * 2);
    }

    /** Whether there is something to lay out. */
    public static boolean isJson(String text) {
        try {
            return JsonMapper.shared().readTree(text).isContainer();
        } catch (JacksonException other) {
            return false;
        }
    }

    /** What is no JSON stays as it is. */
    public static String ofText(String text) {
        return isJson(text) ? of(text, Integer.MAX_VALUE) : text;
    }

    /**
     * @param json well-formed
     * @param most the layout ends after about so many characters
     */
    public static String of(String json, int most) {
        JsonLayout layout = new JsonLayout(json);
        while (layout.at < json.length() && layout.out.length() < most) {
            layout.step();
        }
        return layout.out.toString();
    }

    private void step() {
        char c = json.charAt(at++);
        switch (c) {
            case ' ', '\t', '\n', '\r' -> {} // ours instead
            case '"' -> text();
            case '{', '[' -> open(c);
            case '}', ']' -> {
                depth--;
                line();
                out.append(c);
            }
            case ',' -> {
                out.append(c);
                line();
            }
            case ':' -> out.append(": ");
            default -> out.append(c);
        }
    }

    private void text() {
        int begin = at - 1;
        char c = json.charAt(at++);
        while (c != '"') {
            at += c == '\\' ? 1 : 0;
            c = json.charAt(at++);
        }
        out.append(json, begin, at);
    }

    private void open(char bracket) {
        while (Character.isWhitespace(json.charAt(at))) {
            at++;
        }
        char next = json.charAt(at);
        out.append(bracket);
        if (next == '}' || next == ']') {
            at++;
            out.append(next);
        } else {
            depth++;
            line();
        }
    }

    private void line() {
        out.append('\n').append("  ".repeat(Math.min(depth, DEEPEST)));
    }
}
