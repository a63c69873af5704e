package io.streamwheel.analysis.console.live;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON with a line for each part. Only the blanks between its parts change: numbers and escapes
 * stay as they were written, which a parser and a writer would not do. What is no JSON stays whole.
 */
final class Indented {

    private static final String STEP = "  ";

    /** Deeper parts go no further to the right: a few bytes must not become a wall of blanks. */
    private static final int DEEPEST = 16;

    private final String json;
    private final StringBuilder out;
    private int depth;

    private Indented(String json) {
        this.json = json;
        out = new StringBuilder(json.length() * 2);
    }

    static String of(String json) {
        return isJson(json) ? new Indented(json).write() : json;
    }

    private static boolean isJson(String text) {
        try {
            return !JsonMapper.shared().readTree(text).isMissingNode();
        } catch (JacksonException e) {
            return false;
        }
    }

    private String write() {
        int at = 0;
        while (at < json.length()) {
            char c = json.charAt(at);
            switch (c) {
                case '"' -> {
                    int end = endOfText(at);
                    out.append(json, at, end);
                    at = end - 1;
                }
                case '{', '[' -> {
                    out.append(c);
                    int next = afterBlanks(at + 1);
                    if (isEnd(json.charAt(next))) {
                        out.append(json.charAt(next));
                        at = next;
                    } else {
                        depth++;
                        newLine();
                    }
                }
                case '}', ']' -> {
                    depth--;
                    newLine();
                    out.append(c);
                }
                case ',' -> {
                    out.append(c);
                    newLine();
                }
                case ':' -> out.append(": ");
                case ' ', '\t', '\n', '\r' -> {}
                default -> out.append(c);
            }
            at++;
        }
        return out.toString();
    }

    /** Behind the quote that ends it. */
    private int endOfText(int begin) {
        int at = begin + 1;
        while (json.charAt(at) != '"') {
            at += json.charAt(at) == '\\' ? 2 : 1;
        }
        return at + 1;
    }

    private int afterBlanks(int from) {
        int at = from;
        while (" \t\n\r".indexOf(json.charAt(at)) >= 0) {
            at++;
        }
        return at;
    }

    private static boolean isEnd(char c) {
        return c == '}' || c == ']';
    }

    private void newLine() {
        out.append('\n').append(STEP.repeat(Math.min(depth, DEEPEST)));
    }
}
