package io.streamwheel.analysis.console.items;

import io.streamwheel.analysis.catalogue.ItemReader;
import io.streamwheel.analysis.console.ShownLists;
import io.streamwheel.analysis.recommend.Recommender;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Builds what the screen stands on. */
@Configuration(proxyBeanMethods = false)
class ItemsScreenConfiguration {

    @Bean
    Shelf shelf(Recommender recommender, ItemReader items, ShownLists lists) {
        return new Shelf(recommender, items, lists);
    }
}
