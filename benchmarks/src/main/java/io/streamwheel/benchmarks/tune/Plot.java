package io.streamwheel.benchmarks.tune;

import io.streamwheel.benchmarks.report.Svg;
import java.util.ArrayList;
import java.util.List;

/**
 * A panel for each setting, as an SVG: events stored a second, on the left axis, and the visible
 * latency on the right one, by value.
 */
final class Plot {

    private static final int COLUMNS = 3;
    private static final int HEAD = 56;

    private Plot() {}

    static String of(Results results) {
        List<Knob> knobs = new ArrayList<>(results.knobs());
        int columns = Math.clamp(knobs.size(), 1, COLUMNS);
        int rows = Math.ceilDiv(knobs.size(), columns);
        Svg svg =
                new Svg(
                        columns * Panel.WIDTH,
                        HEAD + rows * Panel.HEIGHT,
                        "Stored events and visible latency by setting");
        svg.words("curve0", Panel.LEFT, 22, "start", "left: events stored a second");
        svg.words("curve1", Panel.LEFT, 40, "start", "right: POST to visible, p99, ms");
        for (int i = 0; i < knobs.size(); i++) {
            int left = i % columns * Panel.WIDTH;
            int top = HEAD + i / columns * Panel.HEIGHT;
            new Panel(svg, results, knobs.get(i), left, top).draw();
        }
        return svg.end();
    }
}
