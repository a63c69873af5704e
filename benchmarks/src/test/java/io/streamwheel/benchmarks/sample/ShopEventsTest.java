package io.streamwheel.benchmarks.sample;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.benchmarks.sample.ShopEvents.ShopEvent;
import io.streamwheel.ingest.dialect.NativeDialect;
import io.streamwheel.ingest.scan.Body;
import io.streamwheel.ingest.scan.BodyFormat;
import io.streamwheel.ingest.scan.Candidate;
import io.streamwheel.ingest.scan.RequestScanner;
import io.streamwheel.ingest.scan.ScanLimits;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ShopEventsTest {

    private static List<ShopEvent> events(long seed) {
        ShopEvents events = new ShopEvents(seed);
        return Stream.generate(events::next).limit(1_000).toList();
    }

    @Test
    void theyHaveAbout450Bytes() {
        double mean = events(1).stream().mapToInt(each -> each.json().length()).average().orElse(0);
        assertThat(mean).isBetween(430.0, 490.0);
    }

    @Test
    void theDoorTakesThem() {
        NativeDialect dialect =
                new NativeDialect(new RequestScanner(ScanLimits.defaults()), BodyFormat.JSON);
        for (ShopEvent each : events(1)) {
            Candidate candidate =
                    dialect.scan(Body.of(each.json().getBytes(UTF_8))).entries().getFirst();
            assertThat(candidate).isInstanceOf(Candidate.Event.class);
            assertThat(dialect.check(((Candidate.Event) candidate).fields())).isNull();
        }
    }

    @Test
    void aSeedSaysWhichTheyAre() {
        assertThat(events(7)).isEqualTo(events(7)).isNotEqualTo(events(8));
        assertThat(events(7)).extracting(ShopEvent::id).doesNotHaveDuplicates();
    }
}
