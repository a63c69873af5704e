package io.streamwheel.analysis.interaction;

import static io.streamwheel.analysis.EventFixture.NOON;
import static io.streamwheel.analysis.EventFixture.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.analysis.MigratedDatabase;
import io.streamwheel.analysis.catalogue.ItemFactsWriter;
import io.streamwheel.analysis.deduplication.ReceiptDays;
import io.streamwheel.analysis.feedback.TestFeedback;
import io.streamwheel.analysis.pipeline.StoreLag;
import io.streamwheel.analysis.site.SiteId;
import io.streamwheel.event.TransformResult;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What somebody hears of a batch who listens to single decisions. */
class ITDecisions implements DecisionListener {

    private static MigratedDatabase database;
    private static int sites;

    private final List<String> heard = new ArrayList<>();
    private boolean listens = true;
    private SiteId site;
    private InteractionBatchWriter writer;

    @BeforeAll
    static void migrate() {
        database = MigratedDatabase.create();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void newSite() throws SQLException {
        database.execute("TRUNCATE duplicate_receipt");
        site = database.newSite("site-" + ++sites);
        writer =
                new InteractionBatchWriter(
                        database.dataSource(),
                        new ReceiptDays(database.dataSource()),
                        TestFeedback.WRITER,
                        new ItemFactsWriter(),
                        List.of(),
                        this,
                        new StoreLag(),
                        Clock.fixed(NOON.plus(Duration.ofSeconds(2)), ZoneOffset.UTC));
    }

    @Override
    public boolean listens() {
        return listens;
    }

    @Override
    public void decided(List<Decided> batch) {
        for (Decided each : batch) {
            heard.add(
                    "%s %s%s%s"
                            .formatted(
                                    each.event().copyId(),
                                    each.fate().slug(),
                                    each.reason().isEmpty() ? "" : " " + each.reason(),
                                    each.key() == null ? "" : " with key"));
        }
    }

    private void write(TransformResult... batch) throws SQLException {
        writer.write(Arrays.stream(batch).map(each -> Arrival.of(site, each)).toList());
    }

    @Test
    void eachCopyIsToldWithItsFateOnce() throws SQLException {
        write(
                event("a", 1).enriched(),
                event("a", 2).enriched(),
                event("b", 3).filtered("bot"),
                event("a", 4).sieved());
        assertThat(heard)
                .containsExactlyInAnyOrder(
                        "1 stored with key",
                        "2 duplicate store",
                        "3 filtered bot",
                        "4 duplicate sieve");
        heard.clear();
        write(event("a", 1).enriched(), event("b", 3).filtered("bot"), event("a", 2).enriched());
        assertThat(heard).as("redelivered").isEmpty();
    }

    @Test
    void aRetryOfDaysLaterIsToldWithTheKeyOfTheOneThatCounts() throws SQLException {
        write(event("a", 1).enriched());
        heard.clear();
        write(event("a", 2).receivedAt(NOON.plus(Duration.ofDays(9))).enriched());
        assertThat(heard).containsExactly("2 duplicate late-retry with key");
    }

    @Test
    void whoDoesNotListenHearsNothing() throws SQLException {
        listens = false;
        write(event("a", 1).enriched());
        assertThat(heard).isEmpty();
    }
}
