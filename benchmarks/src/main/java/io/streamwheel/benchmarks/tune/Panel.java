package io.streamwheel.benchmarks.tune;

import io.streamwheel.benchmarks.flow.Figures;
import io.streamwheel.benchmarks.report.Numbers;
import io.streamwheel.benchmarks.report.Svg;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * The curves of one setting: medians, a line from the least to the most round, and a broken line at
 * the default. Values stand at even distances, whatever lies between them.
 */
final class Panel {

    static final int WIDTH = 390;
    static final int HEIGHT = 240;
    static final int LEFT = 58;
    private static final int RIGHT = 330;
    private static final int TOP = 36;
    private static final int BOTTOM = 190;
    private static final int MARGIN = 22;
    private static final double POINT = 6;
    private static final int TICKS = 2;
    private static final double[] STEPS = {1, 2, 4, 6, 8, 10};

    private final Svg svg;
    private final Results results;
    private final Knob knob;
    private final List<String> values;
    private final int x;
    private final int y;

    /**
     * @param x of its left upper corner
     * @param y of the same
     */
    Panel(Svg svg, Results results, Knob knob, int x, int y) {
        this.svg = svg;
        this.results = results;
        this.knob = knob;
        this.x = x;
        this.y = y;
        values = knob.tried().stream().filter(value -> !results.of(knob, value).isEmpty()).toList();
    }

    void draw() {
        svg.words("title", x + LEFT, y + 20, "start", knob.toString());
        for (int i = 0; i < values.size(); i++) {
            String value = values.get(i);
            svg.words("", at(i), y + BOTTOM + 18, "middle", value);
            if (value.equals(knob.usual())) {
                svg.line("broken", at(i), y + TOP, at(i), y + BOTTOM);
                svg.words("", at(i), y + BOTTOM + 34, "middle", "default");
            }
        }
        double stored = most(Turn::stored);
        double visible = most(Turn::visibleP99);
        for (int tick = 0; tick <= TICKS; tick++) {
            double share = (double) tick / TICKS;
            double height = height(share);
            svg.line("grid", x + LEFT, height, x + RIGHT, height);
            svg.words("curve0", x + LEFT - 6, height + 4, "end", Numbers.plain(stored * share));
            svg.words("curve1", x + RIGHT + 6, height + 4, "start", Numbers.plain(visible * share));
        }
        curve("curve0", Turn::stored, stored);
        curve("curve1", Turn::visibleP99, visible);
    }

    private void curve(String style, ToDoubleFunction<Turn> figure, double most) {
        double before = 0;
        for (int i = 0; i < values.size(); i++) {
            Figures figures = results.of(knob, values.get(i), figure).orElseThrow();
            double height = height(figures.median() / most);
            if (i > 0) {
                svg.line(style, at(i - 1), before, at(i), height);
            }
            svg.line(
                    "spread",
                    at(i),
                    height(figures.least() / most),
                    at(i),
                    height(figures.most() / most));
            svg.beam(style, at(i) - POINT / 2, height - POINT / 2, POINT, POINT);
            before = height;
        }
    }

    private double most(ToDoubleFunction<Turn> figure) {
        return above(
                values.stream()
                        .map(value -> results.of(knob, value, figure))
                        .flatMap(Optional::stream)
                        .mapToDouble(Figures::most)
                        .max()
                        .orElse(1));
    }

    /** Where an axis ends whose largest value this is: a round number, not below it. */
    static double above(double most) {
        double power = Math.pow(10, Math.floor(Math.log10(Math.max(most, 1))));
        for (double step : STEPS) {
            if (step * power >= most) {
                return step * power;
            }
        }
        return 10 * power;
    }

    private double at(int value) {
        double width = RIGHT - LEFT - 2.0 * MARGIN;
        return x + LEFT + MARGIN + width * value / Math.max(1, values.size() - 1);
    }

    private double height(double share) {
        return y + BOTTOM - (BOTTOM - TOP) * share;
    }
}
