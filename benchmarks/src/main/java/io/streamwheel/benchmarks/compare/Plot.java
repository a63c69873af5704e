package io.streamwheel.benchmarks.compare;

import io.streamwheel.benchmarks.flow.Figures;
import io.streamwheel.benchmarks.report.Numbers;
import io.streamwheel.benchmarks.report.Svg;
import java.util.ArrayList;
import java.util.List;
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
    private static final int FOOT = 46;
    private static final double END = 3;
    private static final double TICK = 0.5;

    private final Svg svg;
    private final int bottom;

    private Plot(int rows) {
        bottom = TOP + rows * ROW;
        svg = new Svg(WIDTH, bottom + FOOT, "Figures against their bars");
    }

    /** A figure and its bar. */
    private record Beam(Line line, Bar bar, Figures judged) {

        static @Nullable Beam of(Line line, Board board) {
            Bar bar = line.bar();
            Optional<Figures> judged = board.judged(line);
            return bar == null || judged.isEmpty() ? null : new Beam(line, bar, judged.get());
        }

        /** Where it ends on the paper, which has an end. */
        double x(double judged) {
            return Plot.x(Math.min(END, bar.reach(judged)));
        }

        String words() {
            String unit = line.peer() == null ? "" : "x";
            return Numbers.of(judged.median()) + unit + ", " + bar.words(unit);
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
        Plot plot = new Plot(beams.size());
        plot.frame();
        for (int i = 0; i < beams.size(); i++) {
            plot.beam(beams.get(i), TOP + i * ROW);
        }
        plot.svg.line("bar", x(1), TOP - 4, x(1), plot.bottom);
        return plot.svg.end();
    }

    private void frame() {
        svg.words(
                "title", LEFT, 22, "start", "Streamwheel against its bars (median of the rounds)");
        svg.words(
                "",
                LEFT,
                42,
                "start",
                "1 = the bar is met exactly; longer is better; tick = stretch; line = worst to best round");
        for (double tick = 0; tick <= END; tick += TICK) {
            svg.line("grid", x(tick), TOP, x(tick), bottom);
            String more = tick == END ? " and more" : "";
            svg.words("", x(tick), bottom + 18, "middle", Numbers.plain(tick) + more);
        }
        svg.words(
                "",
                (LEFT + RIGHT) / 2.0,
                bottom + 38,
                "middle",
                "figure, or ours / peer, over its bar (bar over it, where less is better)");
    }

    private void beam(Beam beam, int top) {
        double middle = top + ROW / 2.0;
        double end = beam.x(beam.judged.median());
        String style = beam.bar.isMetBy(beam.judged.median()) ? "met" : "missed";
        svg.words("", LEFT - 8, middle + 4, "end", beam.line.title().replace("`", ""));
        svg.beam(style, LEFT, middle - BEAM / 2.0, end - LEFT, BEAM);
        svg.line("spread", beam.x(beam.judged.least()), middle, beam.x(beam.judged.most()), middle);
        if (beam.bar.hasStretch() && beam.bar.stretchReach() <= END) {
            double x = x(beam.bar.stretchReach());
            svg.line("stretch", x, top + 3, x, top + ROW - 3);
        }
        svg.words("", RIGHT + 10, middle + 4, "start", beam.words());
    }

    private static double x(double reach) {
        return LEFT + (RIGHT - LEFT) * reach / END;
    }
}
