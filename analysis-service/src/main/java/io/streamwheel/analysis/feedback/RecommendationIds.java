package io.streamwheel.analysis.feedback;

import io.streamwheel.analysis.scenario.Scenario;
import io.streamwheel.analysis.site.SiteId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Ids of lists that carry where the list came from, so that an answer writes nothing.
 *
 * <p>An id is 39 to 142 characters of Crockford's base 32. Ten are the milliseconds, as the ULID
 * specification has them, so that ids sort by time. The others are bytes:
 *
 * <pre>
 *  5  random, so that no two are the same
 *  1  form (4 bits), strategy (4)
 *  1  group (2), bucket (6)
 *  5  version of the model
 *  n  scenario, a byte a character; none for the default one
 *  6  the first bytes of an HMAC-SHA-256 over site, time, and all of this
 * </pre>
 *
 * <p>What stands between random and HMAC is covered by a stream made of the secret, so that nobody
 * begins to read it. The HMAC is short because it is tried by posting events: 2⁴⁸ of them for one
 * id that counts.
 */
public final class RecommendationIds {

    private static final String HMAC = "HmacSHA256";
    private static final int RANDOM = 5;
    private static final int FIXED = 7;
    private static final int TAG = 6;
    private static final int MOST_BYTES = RANDOM + FIXED + 64 + TAG;
    private static final int FORM = 1;
    private static final byte FOR_TAG = 1;
    private static final byte FOR_COVER = 2;
    private static final VisitorGroup[] GROUPS = VisitorGroup.values();

    private final Supplier<byte[]> source;
    private volatile @Nullable Mac ready;

    /**
     * @param secret the same on all instances of an installation; at least 16 bytes
     */
    public RecommendationIds(byte[] secret) {
        this(() -> secret);
        readSecret();
    }

    /**
     * @param source gives the secret, which is asked for once, when it is first needed; throws when
     *     it cannot
     */
    public RecommendationIds(Supplier<byte[]> source) {
        this.source = source;
    }

    /** Reads the secret where that was not done, so that no list waits for it. */
    public void readSecret() {
        ready();
    }

    /** One that has the secret, to be copied: to make one takes longer than to use it. */
    private Mac ready() {
        Mac known = ready;
        if (known == null) {
            byte[] secret = source.get();
            if (secret.length < 16) {
                throw new IllegalArgumentException(
                        "the secret of ids must have at least 16 bytes: " + secret.length);
            }
            try {
                known = Mac.getInstance(HMAC);
                known.init(new SecretKeySpec(secret, HMAC));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java has HMAC-SHA-256", e);
            }
            ready = known;
        }
        return known;
    }

    public String make(SiteId site, ListOrigin origin) {
        byte[] scenario = bytesOf(origin.scenario());
        byte[] bytes = new byte[RANDOM + FIXED + scenario.length + TAG];
        ByteBuffer into = ByteBuffer.wrap(bytes);
        ThreadLocalRandom random = ThreadLocalRandom.current();
        into.put((byte) random.nextInt()).putInt(random.nextInt());
        into.put((byte) (FORM << 4 | ListOrigin.STRATEGIES.indexOf(origin.strategy())));
        into.put((byte) (origin.place().group().ordinal() << 6 | origin.place().bucket()));
        into.put((byte) (origin.modelVersion() >>> 32)).putInt((int) origin.modelVersion());
        into.put(scenario);
        long millis = origin.at().toEpochMilli();
        Mac mac = mac();
        into.put(tag(mac, site, millis, bytes), 0, TAG);
        cover(mac, millis, bytes);
        return Base32.ofTime(millis) + Base32.of(bytes);
    }

    /** Where that list of that site came from; empty for every text that is no such id. */
    public Optional<ListOrigin> read(SiteId site, String id) {
        long millis = Base32.time(id);
        byte[] bytes = millis < 0 ? null : Base32.bytes(id, Base32.TIME_CHARS);
        if (bytes == null || bytes.length < RANDOM + FIXED + TAG || bytes.length > MOST_BYTES) {
            return Optional.empty();
        }
        Mac mac = mac();
        cover(mac, millis, bytes);
        byte[] said = Arrays.copyOfRange(bytes, bytes.length - TAG, bytes.length);
        byte[] right = Arrays.copyOf(tag(mac, site, millis, bytes), TAG);
        return MessageDigest.isEqual(said, right)
                ? Optional.ofNullable(origin(millis, ByteBuffer.wrap(bytes)))
                : Optional.empty();
    }

    private static byte[] bytesOf(String scenario) {
        return scenario.equals(Scenario.DEFAULT)
                ? new byte[0]
                : scenario.getBytes(StandardCharsets.US_ASCII);
    }

    private static @Nullable ListOrigin origin(long millis, ByteBuffer bytes) {
        bytes.position(RANDOM);
        int what = bytes.get();
        int strategy = what & 15;
        int place = Byte.toUnsignedInt(bytes.get());
        long version = (long) Byte.toUnsignedInt(bytes.get()) << 32;
        version |= Integer.toUnsignedLong(bytes.getInt());
        byte[] scenario = new byte[bytes.remaining() - TAG];
        bytes.get(scenario);
        String name =
                scenario.length == 0
                        ? Scenario.DEFAULT
                        : new String(scenario, StandardCharsets.US_ASCII);
        if (what >>> 4 != FORM
                || !Scenario.isName(name)
                || strategy >= ListOrigin.STRATEGIES.size()
                || place >>> 6 >= GROUPS.length) {
            return null; // a newer program's
        }
        return new ListOrigin(
                Instant.ofEpochMilli(millis),
                name,
                ListOrigin.STRATEGIES.get(strategy),
                version,
                new Place(GROUPS[place >>> 6], place & 63));
    }

    private static byte[] tag(Mac mac, SiteId site, long millis, byte[] bytes) {
        mac.update(FOR_TAG);
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(site.value()).flip());
        mac.update(ByteBuffer.allocate(Long.BYTES).putLong(millis).flip());
        mac.update(bytes, 0, bytes.length - TAG);
        return mac.doFinal();
    }

    /** Covers, or uncovers, what stands between random and tag. */
    private static void cover(Mac mac, long millis, byte[] bytes) {
        byte[] stream = new byte[0];
        for (int i = RANDOM; i < bytes.length - TAG; i++) {
            int at = (i - RANDOM) % 32;
            if (at == 0) {
                mac.update(FOR_COVER);
                mac.update((byte) ((i - RANDOM) / 32));
                mac.update(ByteBuffer.allocate(Long.BYTES).putLong(millis).flip());
                mac.update(bytes, 0, RANDOM);
                stream = mac.doFinal();
            }
            bytes[i] ^= stream[at];
        }
    }

    /** One to be used by one thread, as often as it likes. */
    private Mac mac() {
        try {
            return (Mac) ready().clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("Java's own HMAC can be copied", e);
        }
    }
}
