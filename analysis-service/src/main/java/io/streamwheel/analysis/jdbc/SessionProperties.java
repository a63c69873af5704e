package io.streamwheel.analysis.jdbc;

import io.streamwheel.analysis.session.SessionSettings;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Which sessions answer; what each means stands with the settings that are made of them. */
@ConfigurationProperties("streamwheel.analysis.sessions")
record SessionProperties(
        @DefaultValue("30m") Duration inactivityGap,
        @DefaultValue("100000") int maxSessions,
        @DefaultValue("500000") int maxClicks,
        @DefaultValue("200") int maxLength,
        @DefaultValue("500") int neighborhoodSize,
        @DefaultValue("1m") Duration refresh) {

    SessionSettings settings() {
        return new SessionSettings(
                inactivityGap, maxSessions, maxClicks, maxLength, neighborhoodSize, refresh);
    }
}
