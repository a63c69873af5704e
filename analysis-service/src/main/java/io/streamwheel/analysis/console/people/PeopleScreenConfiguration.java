package io.streamwheel.analysis.console.people;

import io.streamwheel.analysis.console.ShownLists;
import io.streamwheel.analysis.history.VisitorHistory;
import io.streamwheel.analysis.recommend.Recommender;
import io.streamwheel.analysis.recommend.VisitorHistories;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Builds what the screen stands on. */
@Configuration(proxyBeanMethods = false)
class PeopleScreenConfiguration {

    @Bean
    Preview peoplePreview(
            Recommender recommender,
            VisitorHistories histories,
            VisitorHistory.Rules rules,
            ShownLists lists,
            Clock clock) {
        return new Preview(recommender, histories, rules, lists, clock);
    }
}
