package io.streamwheel.analysis.console.sites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streamwheel.analysis.console.ConsoleProblem;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpSession;

class SentFormsTest {

    private final MockHttpSession session = new MockHttpSession();
    private final AtomicInteger made = new AtomicInteger();

    private int send(String number) {
        return SentForms.once(session, number, made::incrementAndGet);
    }

    @Test
    void aFormMakesOneThing() {
        assertThat(send("a")).isEqualTo(1);
        assertThatThrownBy(() -> send("a")).isInstanceOf(ConsoleProblem.class);
        assertThat(send("b")).isEqualTo(2);
        assertThat(made).hasValue(2);
    }

    @Test
    void aFormThatFailedMayBeSentAgain() {
        assertThatThrownBy(() ->
                        SentForms.once(
                                session,
                                "a",
                                () -> {
                                    throw new IllegalStateException("away");
                                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(send("a")).isEqualTo(1);
    }

    @Test
    void whatIsNoNumberOfAFormMakesNothing() {
        assertThatThrownBy(() -> send("")).isInstanceOf(ConsoleProblem.class);
        assertThatThrownBy(() -> send("x".repeat(65))).isInstanceOf(ConsoleProblem.class);
        assertThat(made).hasValue(0);
    }

    @Test
    void theOldestNumbersAreForgotten() {
        for (int i = 0; i <= 200; i++) {
            send("form-" + i);
        }
        assertThatThrownBy(() -> send("form-1")).isInstanceOf(ConsoleProblem.class);
        assertThat(send("form-0")).isEqualTo(202);
    }
}
