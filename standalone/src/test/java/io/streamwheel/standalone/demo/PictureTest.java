package io.streamwheel.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.math.BigDecimal;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class PictureTest {

    private final Catalogue catalogue = new Catalogue();

    @Test
    void everyPictureIsWellFormedSvgThatLoadsNothing() throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        for (Product product : catalogue.products()) {
            String svg = Picture.of(product);
            Document document =
                    factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
            assertThat(document.getDocumentElement().getLocalName()).isEqualTo("svg");
            assertThat(document.getDocumentElement().getNamespaceURI())
                    .isEqualTo("http://www.w3.org/2000/svg");
            assertThat(svg).doesNotContain("MAIN", "DARK", "LIGHT", "href", "<script", "<style");
        }
    }

    @Test
    void noTwoProductsLookTheSame() {
        assertThat(catalogue.products())
                .extracting(product -> Picture.of(product).replace(product.title(), ""))
                .doesNotHaveDuplicates();
    }

    @Test
    void titlesAreEscaped() {
        Product product =
                new Product(
                        "x", "<b>\"Tom & Jo\"</b>", Department.COFFEE, 0, 0, BigDecimal.valueOf(9));
        assertThat(Picture.of(product))
                .contains("aria-label=\"&lt;b&gt;&quot;Tom &amp; Jo&quot;&lt;/b&gt;\"");
    }
}
