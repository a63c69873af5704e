package io.streamwheel.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CatalogueTest {

    private final Catalogue catalogue = new Catalogue();

    @Test
    void isTheSameAtEveryStart() {
        assertThat(new Catalogue().products()).isEqualTo(catalogue.products());
    }

    @Test
    void hasThreeHundredProductsInTwelveDepartments() {
        assertThat(catalogue.products()).hasSize(300);
        assertThat(Arrays.stream(Department.values()).map(catalogue::of))
                .hasSize(12)
                .allSatisfy(products -> assertThat(products).hasSize(25));
    }

    @Test
    void titlesAndIdsAreUnique() {
        assertThat(catalogue.products()).extracting(Product::title).doesNotHaveDuplicates();
        assertThat(catalogue.products()).extracting(Product::id).doesNotHaveDuplicates();
    }

    @Test
    void titlesAreWordsAndPricesEndInNinety() {
        assertThat(catalogue.products())
                .allSatisfy(product -> {
                    assertThat(product.title()).matches("[A-Z][a-zA-Z0-9 -]{5,60}");
                    assertThat(product.price().toPlainString()).matches("[0-9]+\\.90");
                });
        assertThat(catalogue.find("camping-01").orElseThrow().title())
                .isEqualTo("Ridge Two-Person Tent");
    }
}
