package io.streamwheel.benchmarks.tune;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

final class PlotTest {

    private final Results results = new Results();

    private Document plot() throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(Plot.of(results))));
    }

    private static List<Element> all(Document plot, String name, String style) {
        List<Element> found = new ArrayList<>();
        NodeList elements = plot.getElementsByTagName(name);
        for (int i = 0; i < elements.getLength(); i++) {
            if (elements.item(i) instanceof Element each
                    && each.getAttribute("class").equals(style)) {
                found.add(each);
            }
        }
        return found;
    }

    private void add(Knob knob, double... stored) {
        for (int i = 0; i < stored.length; i++) {
            results.add(knob, knob.tried().get(i), Turns.of(stored[i], 10));
        }
    }

    @Test
    void aSettingIsAPanelWithAPointForEachValue() throws Exception {
        add(Knob.LINGER, 9_000, 10_000, 8_000);
        add(Knob.POOL, 9_000, 9_500);
        Document plot = plot();
        assertThat(all(plot, "text", "title"))
                .map(Element::getTextContent)
                .containsExactly("linger", "pool");
        assertThat(all(plot, "rect", "curve0")).hasSize(5);
        assertThat(all(plot, "line", "curve0")).hasSize(3);
        assertThat(all(plot, "line", "broken")).hasSize(1);
    }

    @Test
    void moreIsHigher() throws Exception {
        add(Knob.LINGER, 5_000, 10_000);
        assertThat(all(plot(), "rect", "curve0"))
                .map(point -> Double.valueOf(point.getAttribute("y")))
                .isSortedAccordingTo((one, other) -> Double.compare(other, one));
    }

    @Test
    void nothingLeavesThePaper() throws Exception {
        for (Knob knob : Knob.values()) {
            add(knob, 12_345, 1);
        }
        Document plot = plot();
        String[] box = plot.getDocumentElement().getAttribute("viewBox").split(" ");
        assertThat(all(plot, "rect", "curve1"))
                .hasSize(2 * Knob.values().length)
                .allSatisfy(point -> {
                    assertThat(Double.parseDouble(point.getAttribute("x")))
                            .isBetween(0.0, Double.parseDouble(box[2]));
                    assertThat(Double.parseDouble(point.getAttribute("y")))
                            .isBetween(0.0, Double.parseDouble(box[3]));
                });
    }

    @Test
    void anAxisEndsAtARoundNumberThatIsNotExceeded() {
        assertThat(Panel.above(10_000)).isEqualTo(10_000);
        assertThat(Panel.above(10_001)).isEqualTo(20_000);
        assertThat(Panel.above(47)).isEqualTo(60);
        assertThat(Panel.above(0)).isEqualTo(1);
    }
}
