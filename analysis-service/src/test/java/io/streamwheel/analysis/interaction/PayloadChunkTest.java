package io.streamwheel.analysis.interaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.analysis.EventFixture;
import io.streamwheel.analysis.site.SiteId;
import io.streamwheel.event.EnrichedEvent;
import io.streamwheel.event.Payload;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PayloadChunkTest {

    private static NewEvent eventOf(int bytes) {
        EnrichedEvent event = EventFixture.event("e", 1).enriched();
        return new NewEvent(
                new UUID(0, 0),
                new SiteId(1),
                new Visitor("u", true),
                EventFixture.withPayload(event, Payload.of(new byte[bytes])));
    }

    private static List<Integer> cut(int... sizes) {
        List<NewEvent> events = Arrays.stream(sizes).mapToObj(PayloadChunkTest::eventOf).toList();
        List<PayloadChunk> chunks = PayloadChunk.cut(events);
        assertThat(chunks.stream().flatMap(each -> each.events().stream()))
                .containsExactlyElementsOf(events);
        assertThat(chunks.stream().mapToInt(PayloadChunk::size).sum())
                .isEqualTo(Arrays.stream(sizes).sum());
        return chunks.stream().map(each -> each.payloads().size()).toList();
    }

    @Test
    void noneOfNone() {
        assertThat(cut()).isEmpty();
    }

    @Test
    void soManyAndTheRest() {
        int[] sizes = IntStream.generate(() -> 10).limit(2 * 64 + 1).toArray();
        assertThat(cut(sizes)).containsExactly(64, 64, 1);
        assertThat(cut(Arrays.copyOf(sizes, 64))).containsExactly(64);
    }

    @Test
    void aRowIsNotLargerThanItsLimitUnlessOnePayloadIs() {
        int most = PayloadChunk.MOST_BYTES;
        assertThat(cut(most / 2, most / 2, 1)).containsExactly(2, 1);
        assertThat(cut(1, most)).containsExactly(1, 1);
        assertThat(cut(most + 1, 1, 1)).containsExactly(1, 2);
        assertThat(cut(0, most, 0)).containsExactly(3);
    }
}
