package io.streamwheel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.streamwheel.event.CollectedEnvelope;
import io.streamwheel.event.CollectedEvent;
import io.streamwheel.event.Dialect;
import io.streamwheel.event.DroppedEvent;
import io.streamwheel.event.EnrichedEnvelope;
import io.streamwheel.event.EnrichedEvent;
import io.streamwheel.event.FailedEnvelope;
import io.streamwheel.event.FailedEvent;
import io.streamwheel.event.Interaction;
import io.streamwheel.event.ItemFacts;
import io.streamwheel.event.MalformedEnvelopeException;
import io.streamwheel.event.Payload;
import io.streamwheel.event.TransformResult;
import io.streamwheel.testkit.chance.AnyJson;
import io.streamwheel.testkit.chance.AnyText;
import io.streamwheel.testkit.chance.Chance;
import io.streamwheel.testkit.chance.Mutation;
import io.streamwheel.testkit.chance.Tries;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The codecs of the contract, which may not know this kit itself. */
class EnvelopesChanceTest {

    @Test
    void collectedEventsComeBackAsTheyWent() {
        Tries.check(chance -> {
            List<CollectedEvent> events = many(chance, EnvelopesChanceTest::collected);
            assertThat(CollectedEnvelope.decode(CollectedEnvelope.encode(events)))
                    .isEqualTo(events);
        });
    }

    @Test
    void resultsComeBackAsTheyWent() {
        Tries.check(chance -> {
            List<TransformResult> results = many(chance, EnvelopesChanceTest::result);
            assertThat(EnrichedEnvelope.decode(EnrichedEnvelope.encode(results)))
                    .isEqualTo(results);
        });
    }

    @Test
    void deadLettersComeBackAsTheyWent() {
        Tries.check(chance -> {
            List<FailedEvent> events = many(chance, EnvelopesChanceTest::failed);
            assertThat(FailedEnvelope.decode(FailedEnvelope.encode(events))).isEqualTo(events);
        });
    }

    @Test
    void whateverComesIsAnEnvelopeOrMalformed() {
        Tries.check(chance -> {
            byte[] whole =
                    switch (chance.below(4)) {
                        case 0 ->
                                CollectedEnvelope.encode(
                                        many(chance, EnvelopesChanceTest::collected));
                        case 1 ->
                                EnrichedEnvelope.encode(many(chance, EnvelopesChanceTest::result));
                        case 2 -> FailedEnvelope.encode(many(chance, EnvelopesChanceTest::failed));
                        default -> chance.bytes(60);
                    };
            byte[] message = Mutation.of(whole, chance);
            decodesOrIsMalformed(() -> CollectedEnvelope.decode(message));
            decodesOrIsMalformed(() -> EnrichedEnvelope.decode(message));
            decodesOrIsMalformed(() -> FailedEnvelope.decode(message));
        });
    }

    private static void decodesOrIsMalformed(ThrowingCallable decoding) {
        Throwable thrown = catchThrowable(decoding);
        if (thrown != null) {
            assertThat(thrown).isInstanceOf(MalformedEnvelopeException.class);
        }
    }

    private static <T> List<T> many(Chance chance, Function<Chance, ? extends T> one) {
        List<T> all = new ArrayList<>();
        int count = chance.below(4);
        for (int i = 0; i < count; i++) {
            all.add(one.apply(chance));
        }
        return all;
    }

    private static CollectedEvent collected(Chance chance) {
        return new CollectedEvent(
                text(chance),
                text(chance),
                chance.anyLong(),
                time(chance),
                perhaps(chance, EnvelopesChanceTest::time),
                chance.oneOf(Dialect.values()),
                perhaps(chance, each -> json(each, true)),
                json(chance, false));
    }

    private static TransformResult result(Chance chance) {
        if (chance.oneIn(4)) {
            return new DroppedEvent(
                    text(chance),
                    text(chance),
                    chance.anyLong(),
                    time(chance),
                    chance.oneOf(DroppedEvent.Fate.values()),
                    text(chance));
        }
        @Nullable String userId = perhaps(chance, EnvelopesChanceTest::text);
        return new EnrichedEvent(
                text(chance),
                text(chance),
                chance.anyLong(),
                text(chance),
                userId,
                userId == null ? text(chance) : perhaps(chance, EnvelopesChanceTest::text),
                time(chance),
                time(chance),
                time(chance),
                perhaps(chance, EnvelopesChanceTest::text),
                perhaps(chance, EnvelopesChanceTest::text),
                perhaps(chance, EnvelopesChanceTest::text),
                many(chance, EnvelopesChanceTest::interaction),
                many(chance, EnvelopesChanceTest::facts),
                json(chance, true));
    }

    private static Interaction interaction(Chance chance) {
        return new Interaction(
                chance.below(Short.MAX_VALUE + 1),
                text(chance),
                text(chance),
                perhaps(chance, EnvelopesChanceTest::number));
    }

    private static ItemFacts facts(Chance chance) {
        Map<String, Payload> properties = new HashMap<>();
        int count = chance.below(4);
        for (int i = 0; i < count; i++) {
            properties.put(
                    AnyText.whole(chance, 4), Payload.of(new AnyJson(chance, true).value(0)));
        }
        return new ItemFacts(
                text(chance),
                perhaps(chance, EnvelopesChanceTest::text),
                perhaps(chance, each -> many(each, EnvelopesChanceTest::text)),
                perhaps(chance, EnvelopesChanceTest::text),
                perhaps(chance, EnvelopesChanceTest::text),
                perhaps(chance, EnvelopesChanceTest::number),
                perhaps(chance, EnvelopesChanceTest::text),
                properties);
    }

    private static FailedEvent failed(Chance chance) {
        return new FailedEvent(
                perhaps(chance, EnvelopesChanceTest::text),
                perhaps(chance, EnvelopesChanceTest::text),
                chance.anyLong(),
                chance.oneOf(FailedEvent.Stage.values()),
                text(chance),
                text(chance),
                time(chance),
                time(chance),
                Payload.of(chance.bytes(40)));
    }

    private static <T> @Nullable T perhaps(Chance chance, Function<Chance, T> one) {
        return chance.oneIn(2) ? one.apply(chance) : null;
    }

    private static String text(Chance chance) {
        return AnyText.any(chance, 4);
    }

    private static double number(Chance chance) {
        double number = Double.longBitsToDouble(chance.anyLong());
        return Double.isFinite(number) ? number : chance.oneOf(0.0, -0.0, 1.5, Double.MIN_VALUE);
    }

    /** Milliseconds of years that a client may say. */
    private static Instant time(Chance chance) {
        return Instant.ofEpochMilli(
                chance.anyLong() % Instant.parse("9999-12-31T23:59:59Z").toEpochMilli());
    }

    /** Now and then as a slice of something larger. */
    private static Payload json(Chance chance, boolean object) {
        AnyJson any = new AnyJson(chance, true);
        String json = object ? any.object(4) : any.value(4);
        byte[] bytes = ("  " + json + "]").getBytes(StandardCharsets.UTF_8);
        return Payload.of(bytes, 2, bytes.length - 3);
    }
}
