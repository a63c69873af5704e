package io.streamwheel.analysis.http;

import io.streamwheel.analysis.feedback.RecommendationIds;
import io.streamwheel.analysis.recommend.Lag;
import io.streamwheel.analysis.recommend.ServedLists;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Builds what the handlers of lists share. */
@Configuration(proxyBeanMethods = false)
class ListsConfiguration {

    @Bean
    ServedLists servedLists() {
        return new ServedLists();
    }

    @Bean
    ListAnswers listAnswers(
            Clock clock, ObjectProvider<Lag> lag, RecommendationIds ids, ServedLists served) {
        return new ListAnswers(clock, lag.getIfAvailable(() -> () -> 0), ids, served);
    }
}
