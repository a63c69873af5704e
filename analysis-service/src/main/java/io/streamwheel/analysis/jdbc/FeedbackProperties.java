package io.streamwheel.analysis.jdbc;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is learned of lists once they are out.
 *
 * @param holdOut share of the visitors, 0 to 1, who get popular lists for ever; with 0 nobody pays
 *     for the comparison and there is none
 * @param attribution so long after a list what is done with it counts
 */
@ConfigurationProperties("streamwheel.analysis.recommendations")
record FeedbackProperties(
        @DefaultValue("0") double holdOut, @DefaultValue("30d") Duration attribution) {}
