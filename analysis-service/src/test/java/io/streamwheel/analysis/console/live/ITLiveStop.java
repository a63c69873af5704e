package io.streamwheel.analysis.console.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.streamwheel.analysis.console.ConsoleBrowser;
import io.streamwheel.analysis.console.DemoSite;
import io.streamwheel.analysis.interaction.Decided;
import io.streamwheel.analysis.live.Watches;
import io.streamwheel.analysis.pipeline.Fate;
import io.streamwheel.analysis.site.SiteId;
import io.streamwheel.analysis.site.Sites;
import io.streamwheel.event.EnrichedEvent;
import io.streamwheel.event.Payload;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Cookie;

/** A reader who does not read holds up nobody: no writer, and no stop. */
class ITLiveStop {

    @RegisterExtension static final ConsoleBrowser console = ConsoleBrowser.empty();

    private static final int BATCH = 400;
    private static final Duration EVERY = Duration.ofMillis(50);
    private static final String LONG = "x".repeat(8000);

    private static List<Decided> duplicates(SiteId site, int batch) {
        Instant now = Instant.now();
        return IntStream.range(0, BATCH)
                .mapToObj(i -> {
                    long copy = (long) batch * BATCH + i;
                    EnrichedEvent event =
                            new EnrichedEvent(
                                    DemoSite.NAME,
                                    "e",
                                    copy,
                                    "page",
                                    "u1",
                                    null,
                                    now,
                                    now,
                                    now,
                                    null,
                                    null,
                                    null,
                                    List.of(),
                                    List.of(),
                                    Payload.of(LONG));
                    return new Decided(site, Fate.DUPLICATE, "store", null, now, event);
                })
                .toList();
    }

    @Test
    void aReaderWhoDoesNotReadHoldsUpNobody() throws Exception {
        Cookie session = console.browser().manage().getCookieNamed("streamwheel-console");
        console.browser().get("about:blank");
        Watches watches = console.service().getBean(Watches.class);
        SiteId site = console.service().getBean(Sites.class).find(DemoSite.NAME).orElseThrow();
        URI address = URI.create(console.address("/console/live/stream"));
        try (Socket reader = new Socket()) {
            reader.setReceiveBufferSize(4096);
            reader.connect(new InetSocketAddress(address.getHost(), address.getPort()));
            reader.getOutputStream()
                    .write(
                            "GET %s HTTP/1.1\r\nHost: %s\r\nCookie: %s=%s\r\nAccept: text/event-stream\r\n\r\n"
                                    .formatted(
                                            address.getPath(),
                                            address.getAuthority(),
                                            session.getName(),
                                            session.getValue())
                                    .getBytes(StandardCharsets.US_ASCII));
            await().atMost(ConsoleBrowser.PATIENCE).until(watches::listens);
            Deque<Long> waiting = new ArrayDeque<>();
            AtomicLong slowest = new AtomicLong();
            AtomicInteger batch = new AtomicInteger();
            await().atMost(ConsoleBrowser.PATIENCE)
                    .pollInterval(EVERY)
                    .until(() -> {
                        List<Decided> decided = duplicates(site, batch.getAndIncrement());
                        long begin = System.nanoTime();
                        watches.decided(decided);
                        slowest.accumulateAndGet(System.nanoTime() - begin, Math::max);
                        waiting.addLast(unsent(address.getPort(), reader.getLocalPort()));
                        return isStuck(waiting);
                    });
            assertThat(Duration.ofNanos(slowest.get())).isLessThan(Duration.ofMillis(200));
            long begin = System.nanoTime();
            console.service().close();
            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .isLessThan(Duration.ofSeconds(20));
        }
    }

    /** Whether bytes wait to be sent, as many as 40 looks (four of the stream's) ago. */
    private static boolean isStuck(Deque<Long> waiting) {
        if (waiting.size() <= 40) {
            return false;
        }
        waiting.removeFirst();
        return waiting.getFirst() > 0 && waiting.stream().distinct().count() == 1;
    }

    /** Bytes that the kernel holds for a reader who takes no more. */
    private static long unsent(int from, int to) throws IOException {
        String ports = ".*:%04X \\S+:%04X \\S+ .*".formatted(from, to);
        for (String table : List.of("/proc/net/tcp6", "/proc/net/tcp")) {
            for (String line : Files.readAllLines(Path.of(table))) {
                if (line.matches(ports)) {
                    return Long.parseLong(line.strip().split("\\s+")[4].split(":")[0], 16);
                }
            }
        }
        throw new AssertionError("no connection from " + from + " to " + to);
    }
}
