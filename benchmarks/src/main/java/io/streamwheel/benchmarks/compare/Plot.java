package io.streamwheel.benchmarks.compare;

import io.streamwheel.benchmarks.flow.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far each figure is from its bar, as an SVG: a beam for the median, a line from the worst
 * round to the best, a tick where the stretch is. To the right is better, whichever way the bar
 * points.
 */
final class Plot {

    private static final int LEFT = 330;
    private static final int RIGHT = 900;
    private static final int WIDTH = 1_180;
    private static final int TOP = 58;
    private static final int ROW = 26;
    private static final int BEAM = 14;
    private static final double END = 3;
    private static final double TICK = 0.5;
    private static final String STYLE =
            """
            text { font: 12px system-ui, sans-serif; fill: #1f2328 }
            .title { font-size: 15px; font-weight: 600 }
            .paper { fill: #ffffff } .grid { stroke: #d0d7de } .bar { stroke: #1f2328; stroke-width: 2 }
            .met { fill: #2f7f4f } .missed { fill: #b3452c } .spread { stroke: #1f2328; stroke-width: 1.5 }
            .stretch { stroke: #8250df; stroke-width: 2.5 }
            @media (prefers-color-scheme: dark) {
              text { fill: #e6edf3 } .paper { fill: #0d1117 } .grid { stroke: #30363d } .bar { stroke: #e6edf3 }
              .met { fill: #3fa66a } .missed { fill: #d9694c } .spread { stroke: #e6edf3 } .stretch { stroke: #b392f0 }
            }
            """;

    private final StringBuilder text = new StringBuilder();

    private Plot() {}

    /** One beam. */
    private record Beam(Line line, Bar bar, Figures judged) {

        static @Nullable Beam of(Line line, Board board) {
            Bar bar = line.bar();
            Optional<Figures> judged = board.judged(line);
            return bar == null || judged.isEmpty() ? null : new Beam(line, bar, judged.get());
        }

        /** Rounds of nothing at all would be infinitely good. */
        double reach(double judged) {
            return Math.min(END, bar.reach(judged));
        }

        String words() {
            return Numbers.of(judged.median())
                    + (line.peer() == null ? "" : "x")
                    + ", "
                    + bar.words(line.peer() == null ? "" : "x");
        }
    }

    static String of(Board board) {
        List<Beam> beams = new ArrayList<>();
        for (Line line : Line.values()) {
            Beam beam = Beam.of(line, board);
            if (beam != null) {
                beams.add(beam);
            }
        }
        Plot plot = new Plot();
        plot.frame(beams.size());
        for (int i = 0; i < beams.size(); i++) {
            plot.beam(beams.get(i), TOP + i * ROW);
        }
        int bottom = TOP + beams.size() * ROW;
        plot.upright("bar", x(1), TOP - 4, bottom);
        plot.say("</svg>");
        return plot.text.toString();
    }

    private void frame(int rows) {
        int bottom = TOP + rows * ROW;
        say(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %1$d %2$d\" width=\"%1$d\" height=\"%2$d\" role=\"img\" aria-label=\"Figures against their bars\">",
                WIDTH, bottom + 46);
        say("<style>%n%s</style>", STYLE);
        say("<rect class=\"paper\" width=\"100%%\" height=\"100%%\"/>");
        words("title", LEFT, 22, "start", "Streamwheel against its bars (median of the rounds)");
        words(
                "",
                LEFT,
                42,
                "start",
                "1 = the bar is met exactly; longer is better; tick = stretch; line = worst to best round");
        for (double tick = 0; tick <= END; tick += TICK) {
            upright("grid", x(tick), TOP, bottom);
            String plus = tick == END ? " and more" : "";
            words("", x(tick), bottom + 18, "middle", Numbers.plain(tick) + plus);
        }
        words(
                "",
                (LEFT + RIGHT) / 2.0,
                bottom + 38,
                "middle",
                "figure, or ours / peer, over its bar");
    }

    private void beam(Beam beam, int top) {
        double middle = top + ROW / 2.0;
        words("", LEFT - 8, middle + 4, "end", beam.line.title().replace("`", ""));
        say(
                "<rect class=\"%s\" x=\"%d\" y=\"%.1f\" width=\"%.1f\" height=\"%d\"><title>%s</title></rect>",
                beam.bar.isMetBy(beam.judged.median()) ? "met" : "missed",
                LEFT,
                middle - BEAM / 2.0,
                x(beam.reach(beam.judged.median())) - LEFT,
                BEAM,
                beam.words());
        double from = x(beam.reach(beam.judged.least()));
        double to = x(beam.reach(beam.judged.most()));
        say(
                "<line class=\"spread\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\"/>",
                Math.min(from, to), Math.max(from, to), middle, middle);
        if (beam.bar.hasStretch() && beam.bar.stretchReach() <= END) {
            upright("stretch", x(beam.bar.stretchReach()), top + 3, top + ROW - 3);
        }
        words("", RIGHT + 10, middle + 4, "start", beam.words());
    }

    private static double x(double reach) {
        return LEFT + (RIGHT - LEFT) * reach / END;
    }

    private void upright(String style, double x, double from, double to) {
        say(
                "<line class=\"%s\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\"/>",
                style, x, x, from, to);
    }

    private void words(String style, double x, double y, String anchor, String words) {
        say(
                "<text%s x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>",
                style.isEmpty() ? "" : " class=\"" + style + "\"", x, y, anchor, words);
    }

    private void say(String line, Object... values) {
        text.append(String.format(Locale.ROOT, line + "%n", values));
    }
}
