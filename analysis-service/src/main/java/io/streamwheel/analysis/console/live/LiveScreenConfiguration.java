package io.streamwheel.analysis.console.live;

import io.streamwheel.analysis.console.pipeline.LinksInWords;
import io.streamwheel.analysis.failed.FailedEvents;
import io.streamwheel.analysis.live.Exchange;
import io.streamwheel.analysis.live.Past;
import io.streamwheel.analysis.live.StoredEvents;
import io.streamwheel.analysis.live.Watches;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Builds what the screen stands on. */
@Configuration(proxyBeanMethods = false)
class LiveScreenConfiguration {

    @Bean
    LiveFeed liveFeed(
            Watches watches,
            Exchange exchange,
            StoredEvents stored,
            FailedEvents failed,
            LinksInWords links) {
        return new LiveFeed(watches, exchange, new Past(stored, failed), links);
    }
}
