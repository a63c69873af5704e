package io.streamwheel.benchmarks.report;

import java.util.Locale;

/** Lines, rectangles and words, legible on light and on dark paper. */
public final class Svg {

    private static final String STYLE =
            """
            text { font: 12px system-ui, sans-serif; fill: #1f2328 }
            .title { font-size: 15px; font-weight: 600 }
            .paper { fill: #ffffff } .grid { stroke: #d0d7de } .bar { stroke: #1f2328; stroke-width: 2 }
            .met { fill: #2f7f4f } .missed { fill: #b3452c } .spread { stroke: #1f2328; stroke-width: 1.5 }
            .stretch { stroke: #8250df; stroke-width: 2.5 } .broken { stroke: #656d76; stroke-dasharray: 5 4 }
            line.curve0, line.curve1, line.curve2 { stroke-width: 2.5 }
            line.curve0 { stroke: #0969da } line.curve1 { stroke: #b3452c } line.curve2 { stroke: #2f7f4f }
            text.curve0, rect.curve0 { fill: #0969da } text.curve1, rect.curve1 { fill: #b3452c }
            text.curve2, rect.curve2 { fill: #2f7f4f }
            @media (prefers-color-scheme: dark) {
              text { fill: #e6edf3 } .paper { fill: #0d1117 } .grid { stroke: #30363d } .bar { stroke: #e6edf3 }
              .met { fill: #3fa66a } .missed { fill: #d9694c } .spread { stroke: #e6edf3 } .stretch { stroke: #b392f0 }
              .broken { stroke: #8d96a0 }
              line.curve0 { stroke: #58a6ff } line.curve1 { stroke: #f0883e } line.curve2 { stroke: #3fb950 }
              text.curve0, rect.curve0 { fill: #58a6ff } text.curve1, rect.curve1 { fill: #f0883e }
              text.curve2, rect.curve2 { fill: #3fb950 }
            }
            """;

    private final StringBuilder text = new StringBuilder();

    /**
     * Begins one.
     *
     * @param label for who does not see it
     */
    public Svg(int width, int height, String label) {
        say(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %1$d %2$d\" width=\"%1$d\" height=\"%2$d\" role=\"img\" aria-label=\"%3$s\">",
                width, height, label);
        say("<style>%n%s</style>", STYLE);
        say("<rect class=\"paper\" width=\"100%%\" height=\"100%%\"/>");
    }

    public void line(String style, double x1, double y1, double x2, double y2) {
        say(
                "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
                style, x1, y1, x2, y2);
    }

    public void beam(String style, double x, double y, double width, double height) {
        say(
                "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>",
                style, x, y, width, height);
    }

    /**
     * @param anchor {@code start}, {@code middle} or {@code end}
     */
    public void words(String style, double x, double y, String anchor, String words) {
        String plain = words.replace("&", "&amp;").replace("<", "&lt;");
        say(
                "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>",
                style, x, y, anchor, plain);
    }

    public String end() {
        say("</svg>");
        return text.toString();
    }

    private void say(String line, Object... values) {
        text.append(String.format(Locale.ROOT, line + "%n", values));
    }
}
