package io.streamwheel.analysis.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.analysis.site.SiteId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CatalogueTest {

    private static final SiteId SITE = new SiteId(1);
    private static final Instant CREATED = Instant.parse("2026-11-26T12:00:00Z");

    private final Catalogue catalogue = new Catalogue(new NoItems());

    @Test
    void newerStateIsTakenAndAnOlderOneIsNot() {
        catalogue.take(SITE, item("Tent", List.of(), 20.0, "{}", 2));
        catalogue.take(SITE, item("Old tent", List.of(), 10.0, "{}", 1));
        assertThat(catalogue.find(SITE, "tent").orElseThrow().title()).isEqualTo("Tent");
        catalogue.take(SITE, item("New tent", List.of(), 10.0, "{}", 3));
        assertThat(catalogue.find(SITE, "tent").orElseThrow().title()).isEqualTo("New tent");
    }

    @Test
    void priceAndTimeAreTakenAndDescribeNothing() {
        catalogue.take(SITE, item("Tent", List.of("camping"), 20.0, "{}", 1));
        long descriptions = catalogue.descriptions(SITE);
        catalogue.take(SITE, item("Tent", List.of("camping"), 30.0, "{}", 2));
        assertThat(catalogue.find(SITE, "tent").orElseThrow().price()).isEqualTo(30.0);
        assertThat(catalogue.descriptions(SITE)).isEqualTo(descriptions);
    }

    @Test
    void nameCategoriesAndPropertiesDescribe() {
        catalogue.take(SITE, item(null, List.of(), 20.0, "{}", 1));
        long unnamed = catalogue.descriptions(SITE);
        catalogue.take(SITE, item("Tent", List.of(), 20.0, "{}", 2));
        long named = catalogue.descriptions(SITE);
        catalogue.take(SITE, item("Tent", List.of("camping"), 20.0, "{}", 3));
        long sorted = catalogue.descriptions(SITE);
        catalogue.take(SITE, item("Tent", List.of("camping"), 20.0, "{\"color\":\"red\"}", 4));
        long coloured = catalogue.descriptions(SITE);
        assertThat(List.of(unnamed, named, sorted, coloured)).doesNotHaveDuplicates();
    }

    private static Item item(
            @Nullable String title,
            List<String> categories,
            Double price,
            String properties,
            int seconds) {
        return new Item(
                "tent",
                title,
                categories,
                null,
                null,
                price,
                "EUR",
                true,
                null,
                null,
                false,
                properties,
                false,
                CREATED.plusSeconds(seconds),
                CREATED);
    }
}
