package io.streamwheel.analysis.session;

import io.streamwheel.analysis.site.SiteId;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Sessions for tests of those who ask for them. */
public final class TestSessions {

    public static final SessionSettings SETTINGS =
            new SessionSettings(
                    Duration.ofMinutes(30), 1_000, 10_000, 50, 100, Duration.ofMinutes(1));

    private TestSessions() {}

    /** No site has any. */
    public static SessionIndexes none() {
        return new SessionIndexes(new Fixed(Map.of()), SETTINGS, Clock.systemUTC());
    }

    /** One site has these, the newest last; each is its items in the order of the clicks. */
    public static SessionIndexes of(SiteId site, List<List<String>> sessions) {
        SessionIndexes indexes =
                new SessionIndexes(
                        new Fixed(Map.of(site, sessions(sessions))), SETTINGS, Clock.systemUTC());
        indexes.refresh();
        return indexes;
    }

    static Sessions sessions(List<List<String>> sessions) {
        SessionCollector collector = new SessionCollector(SETTINGS);
        long time = 0;
        for (int s = 0; s < sessions.size(); s++) {
            for (String item : sessions.get(s)) {
                collector.add("v" + s, null, item, time += 1000, 0, (short) 0);
            }
        }
        return collector.collect();
    }

    /** The same readable: item ids by session. */
    public static List<List<String>> readable(Sessions sessions) {
        return IntStream.range(0, sessions.size())
                .mapToObj(s ->
                        Arrays.stream(
                                        sessions.item(),
                                        sessions.starts()[s],
                                        sessions.starts()[s + 1])
                                .mapToObj(sessions.items()::get)
                                .toList())
                .toList();
    }

    private record Fixed(Map<SiteId, Sessions> all) implements SessionReader {

        @Override
        public Map<SiteId, Long> storedEvents() {
            Map<SiteId, Long> stored = new HashMap<>();
            all.forEach((site, sessions) -> stored.put(site, (long) sessions.clicks()));
            return stored;
        }

        @Override
        public Sessions read(SiteId site) {
            return all.getOrDefault(site, Sessions.NONE);
        }
    }
}
