package io.streamwheel.benchmarks.compare;

import io.streamwheel.benchmarks.compare.Growth.Curve;
import io.streamwheel.benchmarks.report.Numbers;
import io.streamwheel.benchmarks.report.Svg;
import io.streamwheel.benchmarks.serving.SiteCosts;
import java.util.List;
import java.util.Locale;

/**
 * How costs grow with a site, as an SVG with logarithmic axes: level is as dear as before, the
 * broken line is as dear as the site is large.
 */
final class GrowthPlot {

    private static final int LEFT = 60;
    private static final int RIGHT = 560;
    private static final int TOP = 50;
    private static final int BOTTOM = 380;
    private static final int MARGIN = 16;
    private static final int LEGEND = 22;
    private static final double LEAST = 0.5;
    private static final double MOST = 32;

    private final Growth growth;
    private final Svg svg = new Svg(800, 440, "Costs of a growing site");

    private GrowthPlot(Growth growth) {
        this.growth = growth;
    }

    static String of(Growth growth) {
        GrowthPlot plot = new GrowthPlot(growth);
        plot.frame();
        for (Curve curve : Curve.values()) {
            plot.curve(curve);
        }
        return plot.svg.end();
    }

    private void frame() {
        svg.words("title", LEFT, 24, "start", "Costs of a growing site");
        for (double tick = LEAST; tick <= MOST; tick *= 2) {
            svg.line("grid", LEFT, y(tick), RIGHT, y(tick));
            svg.words("", LEFT - 6, y(tick) + 4, "end", Numbers.plain(tick) + "x");
        }
        for (SiteCosts each : growth.costs()) {
            double x = x(growth.factor(each));
            svg.line("grid", x, TOP, x, BOTTOM);
            String times = Numbers.plain(growth.factor(each)) + "x";
            svg.words("", x, BOTTOM + 18, "middle", times);
        }
        svg.words("", (LEFT + RIGHT) / 2.0, BOTTOM + 40, "middle", "interactions, users and items");
        double largest = growth.factor(growth.costs().getLast());
        svg.line("broken", x(1), y(1), x(largest), y(largest));
        svg.words("", RIGHT + MARGIN, TOP, "start", "- - as dear as it is large");
    }

    private void curve(Curve curve) {
        List<SiteCosts> costs = growth.costs();
        String style = "curve" + curve.ordinal();
        for (int i = 1; i < costs.size(); i++) {
            SiteCosts from = costs.get(i - 1);
            SiteCosts to = costs.get(i);
            svg.line(
                    style,
                    x(growth.factor(from)),
                    y(growth.ratio(curve, from)),
                    x(growth.factor(to)),
                    y(growth.ratio(curve, to)));
        }
        double last = growth.ratio(curve, costs.getLast());
        String words = String.format(Locale.ROOT, "%s: %sx", curve.title(), Numbers.of(last));
        svg.words(style, RIGHT + MARGIN, TOP + (curve.ordinal() + 1) * LEGEND, "start", words);
    }

    private double x(double factor) {
        double largest = Math.max(2, growth.factor(growth.costs().getLast()));
        return LEFT + 20 + (RIGHT - LEFT - 20) * Math.log(factor) / Math.log(largest);
    }

    private static double y(double ratio) {
        double share = Math.log(Math.clamp(ratio, LEAST, MOST) / LEAST) / Math.log(MOST / LEAST);
        return BOTTOM - (BOTTOM - TOP) * share;
    }
}
