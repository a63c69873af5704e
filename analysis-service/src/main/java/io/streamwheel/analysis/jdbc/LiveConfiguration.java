package io.streamwheel.analysis.jdbc;

import io.streamwheel.analysis.failed.FailedEvents;
import io.streamwheel.analysis.live.Exchange;
import io.streamwheel.analysis.live.StoredEvents;
import io.streamwheel.analysis.live.Watches;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Builds what shows events as they are decided on. */
@Configuration(proxyBeanMethods = false)
class LiveConfiguration {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    @Bean(initMethod = "start", destroyMethod = "close")
    Watches watches() {
        return new Watches();
    }

    @Bean
    Exchange liveExchange(Watches watches, JdbcTemplate jdbc, FailedEvents failed) {
        return new Exchange(
                watches, new JdbcWatchTable(jdbc, JsonMapper.shared()), failed, System::nanoTime);
    }

    @Bean
    Following liveFollowing(Exchange liveExchange) {
        return new Following("live-exchange", BETWEEN_LOOKS, liveExchange::look);
    }

    @Bean
    StoredEvents storedEvents(JdbcTemplate jdbc) {
        return new JdbcEventReader(jdbc);
    }
}
