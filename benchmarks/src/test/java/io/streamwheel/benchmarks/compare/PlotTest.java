package io.streamwheel.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

final class PlotTest {

    private final Board board = new Board(_ -> {});

    private Document plot() throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(Plot.of(board))));
    }

    private static double width(Document plot, String style) {
        NodeList beams = plot.getElementsByTagName("rect");
        for (int i = 0; i < beams.getLength(); i++) {
            if (beams.item(i) instanceof Element beam && beam.getAttribute("class").equals(style)) {
                return Double.parseDouble(beam.getAttribute("width"));
            }
        }
        return 0;
    }

    @Test
    void aBeamIsAsLongAsTheFigureReachesBeyondItsBar() throws Exception {
        board.add(Line.STORED_ALONE, 40_000);
        board.add(Line.VISIBLE_P50, 300);
        Document plot = plot();
        assertThat(width(plot, "met")).isEqualTo(4 * width(plot, "missed"));
    }

    @Test
    void whatHasNoBarHasNoBeam() throws Exception {
        board.add(Line.COPY_EVENTS, 2);
        board.add(Line.WRITER_AND_EVENTS, 1);
        Document plot = plot();
        assertThat(width(plot, "met") + width(plot, "missed")).isZero();
    }

    @Test
    void aBeamNeverLeavesThePaper() throws Exception {
        board.add(Line.VISIBLE_P50, 0);
        Document plot = plot();
        String box = plot.getDocumentElement().getAttribute("viewBox");
        assertThat(width(plot, "met"))
                .isPositive()
                .isLessThan(Double.parseDouble(box.split(" ")[2]));
    }

    @Test
    void beamsAndAxisAreNamed() {
        board.add(Line.STORED_ALONE, 10_000);
        assertThat(Plot.of(board))
                .contains(
                        ">events/s from HTTP to committed row<",
                        "over its bar",
                        ">10,000, at least 20,000<")
                .contains("prefers-color-scheme: dark");
    }
}
