package io.streamwheel.benchmarks.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class PreparedRequestsTest {

    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");

    private static EventRequests requests(int batch) {
        URI door = URI.create("http://127.0.0.1:1/v1/events");
        return new EventRequests(door, "k", "r1", new EventRequests.Crowd(100, 50, 5), batch);
    }

    @Test
    void noIdComesTwice() {
        PreparedRequests prepared = new PreparedRequests(requests(3), "r1");
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            String text = new String(prepared.get(), StandardCharsets.UTF_8);
            ID.matcher(text).results().forEach(found -> ids.add(found.group(1)));
        }
        assertThat(ids).hasSize(3_000).allMatch(id -> id.startsWith("r1-"));
    }

    @Test
    void nothingButTheIdsIsChanged() {
        byte[] request = requests(2).get();
        PreparedRequests prepared = new PreparedRequests(() -> request, "r1");
        assertThat(withoutIds(prepared.get())).isEqualTo(withoutIds(request));
    }

    private static String withoutIds(byte[] request) {
        return ID.matcher(new String(request, StandardCharsets.UTF_8)).replaceAll("");
    }

    @Test
    void whatHoldsNoEventOfTheRunIsNoTemplate() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PreparedRequests(requests(2), "r2"));
    }
}
