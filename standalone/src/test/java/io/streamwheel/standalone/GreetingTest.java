package io.streamwheel.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.standalone.demo.DemoShop;
import io.streamwheel.standalone.demo.Door;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GreetingTest {

    private static final Door DOOR =
            new Door(
                    "http://127.0.0.1:1",
                    "http://127.0.0.1:2",
                    "wk_it's-public",
                    "sk_secret",
                    "pass-word");

    @Test
    void demoGreetsWithThreeCommandsThatNameRealPortsAndKeys() {
        DemoShop shop = new DemoShop(Path.of("moment"), Clock.systemUTC());
        assertThat(
                        Greeting.of(DOOR, "/data", Optional.of(shop), true)
                                .lines()
                                .filter(line -> line.startsWith("curl ")))
                .containsExactly(
                        "curl -sS -X POST http://127.0.0.1:1/v1/events -H 'Authorization: Bearer"
                                + " wk_it'\\''s-public' -H 'Content-Type: application/json' -d"
                                + " '{\"type\":\"click\",\"userId\":\"anna\",\"itemId\":\"camping-01\"}'",
                        "curl -sS 'http://127.0.0.1:2/v1/users/anna/recommendations?n=5' -H"
                                + " 'Authorization: Bearer sk_secret'",
                        "curl -sS 'http://127.0.0.1:2/v1/items/camping-01/similar?n=5' -H"
                                + " 'Authorization: Bearer sk_secret'");
    }

    @Test
    void anEmptyStartGreetsWithBothKeysAndOneCommand() {
        String greeting = Greeting.of(DOOR, "/data", Optional.empty(), false);
        assertThat(greeting).contains("wk_it's-public", "sk_secret", "/data", "pass-word");
        assertThat(greeting.lines().filter(line -> line.startsWith("curl "))).hasSize(1);
    }
}
