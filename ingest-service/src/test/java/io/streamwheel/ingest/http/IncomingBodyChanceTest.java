package io.streamwheel.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.streamwheel.ingest.problem.Problem;
import io.streamwheel.ingest.problem.RefusedException;
import io.streamwheel.ingest.scan.Body;
import io.streamwheel.testkit.chance.Chance;
import io.streamwheel.testkit.chance.Mutation;
import io.streamwheel.testkit.chance.Tries;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Bodies of every size and packing, whole and broken. */
class IncomingBodyChanceTest {

    private static final int WIRE = 6_000;
    private static final int UNPACKED = 20_000;
    private static final BodyLimits LIMITS = new BodyLimits(WIRE, UNPACKED, Duration.ofSeconds(25));

    /** What came of a body, and the most memory that it had. */
    private record Outcome(byte @Nullable [] read, @Nullable Problem refusal, long memory) {}

    /** Members of gzip, what they hold, and where each ends. */
    private record Packed(byte[] bytes, byte[] content, Set<Integer> ends) {}

    @Test
    void whatIsWithinTheLimitsIsReadWhole() {
        Tries.check(chance -> {
            byte[] plain = content(chance, WIRE);
            assertThat(outcome(plain, false, chance).read()).isEqualTo(plain);
            Packed packed = packed(chance, UNPACKED);
            if (packed.bytes.length <= WIRE) {
                assertThat(outcome(packed.bytes, true, chance).read()).isEqualTo(packed.content);
            }
        });
    }

    @Test
    void theLimitsHoldToTheByte() {
        Tries.check(chance -> {
            int over = chance.between(1, 2);
            byte[] onTheWire = new byte[WIRE + over];
            assertThat(outcome(onTheWire, false, chance).refusal()).isEqualTo(Problem.TOO_LARGE);

            assertThat(outcome(member(new byte[UNPACKED], 9, chance), true, chance).read())
                    .hasSize(UNPACKED);
            int bomb = UNPACKED + chance.oneOf(1, 2, 8_191, 8_192, 8_193, 1_000_000);
            Outcome stopped = outcome(member(new byte[bomb], 9, chance), true, chance);
            assertThat(stopped.refusal()).isEqualTo(Problem.TOO_LARGE);
            assertThat(stopped.memory()).isLessThanOrEqualTo(UNPACKED + 1);
        });
    }

    @Test
    void manySmallMembersAreOneBodyAndBoundedLikeOne() {
        Tries.check(
                10,
                chance -> {
                    byte[] member = member(new byte[chance.below(200)], chance);
                    ByteArrayOutputStream all = new ByteArrayOutputStream();
                    int members = 0;
                    while (all.size() + member.length <= WIRE) {
                        all.writeBytes(member);
                        members++;
                    }
                    Outcome outcome = outcome(all.toByteArray(), true, chance);
                    if (outcome.read() != null) {
                        assertThat(outcome.read().length % members).isZero();
                    } else {
                        assertThat(outcome.refusal()).isEqualTo(Problem.TOO_LARGE);
                    }
                });
    }

    @Test
    void cutAnywhereButAfterAMemberItIsNoGzip() {
        Tries.check(
                10,
                chance -> {
                    Packed packed = packed(chance, 600);
                    for (int length = 0; length < packed.bytes.length; length++) {
                        Outcome outcome =
                                outcome(Arrays.copyOf(packed.bytes, length), true, chance);
                        if (packed.ends.contains(length)) {
                            assertThat(outcome.read())
                                    .isEqualTo(
                                            Arrays.copyOf(packed.content, outcome.read().length));
                        } else {
                            assertThat(outcome.refusal())
                                    .describedAs("%s of %s bytes", length, packed.bytes.length)
                                    .isEqualTo(Problem.INVALID_GZIP);
                        }
                    }
                });
    }

    @Test
    void whatFollowsTheLastMemberIsNotPassedOver() {
        Tries.check(chance -> {
            Packed packed = packed(chance, 300);
            byte[] garbage = chance.bytes(40);
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.writeBytes(packed.bytes);
            all.write(chance.oneOf(0, 0x1F, 0x78, 0xFF));
            all.writeBytes(garbage);
            assertThat(outcome(all.toByteArray(), true, chance).refusal())
                    .isEqualTo(Problem.INVALID_GZIP);
        });
    }

    @Test
    void brokenGzipIsRefusedOrHarmless() {
        Tries.check(chance -> {
            byte[] broken = Mutation.of(packed(chance, 2_000).bytes, chance);
            Outcome outcome = outcome(broken, true, chance);
            assertThat(outcome.read() == null).isEqualTo(outcome.refusal() != null);
            assertThat(outcome.memory()).isLessThanOrEqualTo(UNPACKED + 1);
        });
    }

    /** Reads it in pieces of any size; nothing of the memory may be kept. */
    private static Outcome outcome(byte[] wire, boolean gzip, Chance chance) {
        BodyMemory memory = new BodyMemory(1 << 20);
        InputStream pieces = new Pieces(wire, chance.oneOf(1 << 16, 1, 7, 1_000));
        long announced = chance.oneIn(2) ? wire.length : -1;
        IncomingBody body =
                new IncomingBody(
                        new WireStream(pieces, LIMITS, Clock.systemUTC()),
                        gzip,
                        announced,
                        LIMITS,
                        memory);
        byte[][] read = new byte[1][];
        Throwable refusal =
                catchThrowable(() -> {
                    Body whole = body.read();
                    read[0] = Arrays.copyOf(whole.bytes(), whole.length());
                });
        long used = memory.used();
        body.close();
        assertThat(memory.used()).isZero();
        if (refusal == null) {
            return new Outcome(read[0], null, used);
        }
        assertThat(refusal).isInstanceOf(RefusedException.class);
        return new Outcome(null, ((RefusedException) refusal).problem(), used);
    }

    private static byte[] content(Chance chance, int most) {
        byte[] content = new byte[chance.oneOf(0, 1, most, most - 1, chance.below(most + 1))];
        byte[] pattern = chance.bytes(50);
        for (int i = 0; i < content.length && pattern.length > 0; i++) {
            content[i] = pattern[i % pattern.length];
        }
        return content;
    }

    private static Packed packed(Chance chance, int most) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        Set<Integer> ends = new HashSet<>();
        int members = chance.between(1, 3);
        for (int i = 0; i < members; i++) {
            byte[] part = content(chance, most / members);
            content.writeBytes(part);
            bytes.writeBytes(member(part, chance));
            ends.add(bytes.size());
        }
        return new Packed(bytes.toByteArray(), content.toByteArray(), ends);
    }

    private static byte[] member(byte[] content, Chance chance) {
        return member(content, chance.oneOf(6, 0, 1, 9), chance);
    }

    /** With every part of a header that there may be (RFC 1952, 2.3). */
    private static byte[] member(byte[] content, int level, Chance chance) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int flags = chance.below(32);
        out.writeBytes(new byte[] {0x1F, (byte) 0x8B, 8, (byte) flags, 1, 2, 3, 4, 0, (byte) 255});
        if ((flags & 4) != 0) {
            byte[] extra = chance.bytes(20);
            out.write(extra.length);
            out.write(0);
            out.writeBytes(extra);
        }
        for (int text : new int[] {8, 16}) {
            if ((flags & text) != 0) {
                out.writeBytes("a name".getBytes());
                out.write(0);
            }
        }
        if ((flags & 2) != 0) {
            little(out, crc(out.toByteArray()), 2);
        }
        Deflater deflater = new Deflater(level, true);
        deflater.setInput(content);
        deflater.finish();
        byte[] buffer = new byte[4_096];
        while (!deflater.finished()) {
            out.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        little(out, crc(content), 4);
        little(out, content.length, 4);
        return out.toByteArray();
    }

    private static int crc(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    private static void little(ByteArrayOutputStream out, int number, int bytes) {
        for (int i = 0; i < bytes; i++) {
            out.write(number >>> 8 * i);
        }
    }

    /** Comes in pieces, as a socket's bytes do. */
    private static final class Pieces extends ByteArrayInputStream {

        private final int piece;

        Pieces(byte[] bytes, int piece) {
            super(bytes);
            this.piece = piece;
        }

        @Override
        public synchronized int read(byte[] target, int offset, int length) {
            return super.read(target, offset, Math.min(length, piece));
        }
    }
}
