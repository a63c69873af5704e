package io.streamwheel.analysis.console.welcome;

import io.streamwheel.analysis.site.SiteId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Table {@code console_milestone}. */
final class MilestoneTable {

    private static final String ADD =
            """
            INSERT INTO console_milestone (site_id, milestone) VALUES (?, ?) ON CONFLICT DO NOTHING
            """;

    private final JdbcClient database;

    MilestoneTable(JdbcClient database) {
        this.database = database;
    }

    void add(SiteId site, Milestone milestone) {
        database.sql(ADD).param(site.value()).param(milestone.slug()).update();
    }

    Set<Milestone> of(SiteId site) {
        List<String> reached =
                database.sql("SELECT milestone FROM console_milestone WHERE site_id = ?")
                        .param(site.value())
                        .query((row, _) -> row.getString(1))
                        .list();
        Set<Milestone> found = EnumSet.noneOf(Milestone.class);
        Arrays.stream(Milestone.values())
                .filter(each -> reached.contains(each.slug()))
                .forEach(found::add);
        return found;
    }
}
