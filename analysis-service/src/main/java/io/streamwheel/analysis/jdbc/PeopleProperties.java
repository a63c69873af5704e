package io.streamwheel.analysis.jdbc;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How lists of people are answered.
 *
 * @param refresh how often the graph is looked at for follows that were stored since
 * @param trainingBudget a model build looks at no further people after so long
 * @param interactions how many of the newest make the tastes
 */
@ConfigurationProperties("streamwheel.analysis.people")
record PeopleProperties(
        @DefaultValue("2s") Duration refresh,
        @DefaultValue("20s") Duration trainingBudget,
        @DefaultValue("5000000") int interactions) {}
