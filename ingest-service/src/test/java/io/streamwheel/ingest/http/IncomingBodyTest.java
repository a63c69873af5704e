package io.streamwheel.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streamwheel.ingest.problem.Problem;
import io.streamwheel.ingest.problem.RefusedException;
import io.streamwheel.ingest.scan.Body;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IncomingBodyTest {

    private static final BodyLimits LIMITS = new BodyLimits(1000, 4000, Duration.ofSeconds(25));

    private final BodyMemory memory = new BodyMemory(1 << 20);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 999, 1000})
    void aBodyIsReadWholeWithAndWithoutLength(int size) {
        byte[] bytes = bytes(size);
        assertThat(read(new ByteArrayInputStream(bytes), false, size)).isEqualTo(bytes);
        assertThat(read(new ByteArrayInputStream(bytes), false, -1)).isEqualTo(bytes);
    }

    @Test
    void aBodyOverTheLimitIsRefusedWithAndWithoutLength() {
        InputStream untouched = InputStream.nullInputStream();
        refuses(Problem.TOO_LARGE, () -> read(untouched, false, 1001));
        refuses(Problem.TOO_LARGE, () -> read(new ByteArrayInputStream(bytes(1001)), false, -1));
    }

    @Test
    void gzipIsUnpackedMemberByMember() throws IOException {
        byte[] one = gzip(bytes(3000));
        byte[] two = gzip("tail".getBytes(StandardCharsets.UTF_8));
        byte[] both = Arrays.copyOf(one, one.length + two.length);
        System.arraycopy(two, 0, both, one.length, two.length);
        assertThat(read(new ByteArrayInputStream(one), true, one.length)).isEqualTo(bytes(3000));
        assertThat(read(new ByteArrayInputStream(both), true, both.length)).hasSize(3004);
    }

    @Test
    void aGzipBombIsStoppedAtTheLimit() throws IOException {
        byte[] bomb = gzip(new byte[200_000]);
        assertThat(bomb.length).isLessThan(1000);
        refuses(Problem.TOO_LARGE, () -> read(new ByteArrayInputStream(bomb), true, bomb.length));
    }

    @Test
    void brokenGzipIsRefused() throws IOException {
        byte[] whole = gzip(bytes(500));
        byte[] cut = Arrays.copyOf(whole, whole.length - 12);
        byte[] corrupt = whole.clone();
        corrupt[whole.length - 6] ^= 0x5A;
        for (byte[] bad : new byte[][] {cut, corrupt, bytes(100), new byte[0]}) {
            refuses(
                    Problem.INVALID_GZIP,
                    () -> read(new ByteArrayInputStream(bad), true, bad.length));
        }
    }

    @Test
    void whatFollowsAMemberAndIsNoneIsNotPassedOver() throws IOException {
        byte[] one = gzip(bytes(500));
        byte[] garbage = Arrays.copyOf(one, one.length + 1);
        byte[] cutHeader = Arrays.copyOf(one, one.length + 9);
        System.arraycopy(one, 0, cutHeader, one.length, 9);
        for (byte[] bad : new byte[][] {garbage, cutHeader}) {
            refuses(
                    Problem.INVALID_GZIP,
                    () -> read(new ByteArrayInputStream(bad), true, bad.length));
        }
    }

    @Test
    void aBodyThatDripsIsEndedByTheClock() {
        var clock = new TickingClock();
        InputStream dripping =
                new InputStream() {
                    @Override
                    public int read() {
                        return ' ';
                    }

                    @Override
                    public int read(byte[] target, int offset, int length) {
                        clock.now = clock.now.plusSeconds(1);
                        target[offset] = ' ';
                        return 1;
                    }
                };
        var body =
                new IncomingBody(
                        new WireStream(dripping, LIMITS, clock), false, 400, LIMITS, memory);
        refuses(Problem.BODY_TIMEOUT, body::read);
        assertThat(clock.now).isEqualTo(Instant.EPOCH.plusSeconds(26));
    }

    @Test
    void aBodyThatStopsOrBreaksIsRefused() {
        refuses(
                Problem.BODY_TIMEOUT,
                () -> read(failing(new SocketTimeoutException("no bytes")), false, 400));
        refuses(Problem.INCOMPLETE_BODY, () -> read(failing(new IOException("reset")), false, 400));
        refuses(Problem.INCOMPLETE_BODY, () -> read(failing(new IOException("reset")), true, 400));
    }

    @Test
    void memoryIsBoundedAndGivenBack() {
        var tight = new BodyMemory(700);
        var first = body(new ByteArrayInputStream(bytes(500)), 500, tight);
        first.read();
        var second = body(new ByteArrayInputStream(bytes(500)), 500, tight);
        refuses(Problem.OVERLOADED, second::read);
        second.close();
        first.close();
        first.close();
        assertThat(tight.used()).isZero();
        assertThat(body(new ByteArrayInputStream(bytes(500)), 500, tight).read().length())
                .isEqualTo(500);
    }

    private IncomingBody body(InputStream wire, long announced, BodyMemory budget) {
        return new IncomingBody(
                new WireStream(wire, LIMITS, Clock.systemUTC()), false, announced, LIMITS, budget);
    }

    private byte[] read(InputStream wire, boolean gzip, long announced) {
        try (var body =
                new IncomingBody(
                        new WireStream(wire, LIMITS, Clock.systemUTC()),
                        gzip,
                        announced,
                        LIMITS,
                        memory)) {
            Body read = body.read();
            return Arrays.copyOf(read.bytes(), read.length());
        } finally {
            assertThat(memory.used()).isZero();
        }
    }

    private static InputStream failing(IOException failure) {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                throw failure;
            }
        };
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) 'a');
        return bytes;
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }

    private static void refuses(Problem problem, ThrowingCallable reading) {
        assertThatThrownBy(reading)
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.problem()).isEqualTo(problem));
    }

    private static final class TickingClock extends Clock {

        Instant now = Instant.EPOCH;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
