package io.streamwheel.analysis.feedback;

import io.streamwheel.analysis.history.Person;
import io.streamwheel.analysis.site.SiteId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Who gets popular lists instead of personal ones, so that it can be seen what personal ones are
 * worth. A person's hash decides: the same on every instance and after every start, another one in
 * every site; a larger share keeps everyone whom a smaller one held out.
 *
 * @param share of the visitors, 0 to 1
 */
public record HoldOut(double share) {

    private static final byte[] SALT = "streamwheel.hold-out".getBytes(StandardCharsets.UTF_8);
    private static final double HASHES = 0x1p32;

    public HoldOut {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("the hold-out must be 0 to 1: " + share);
        }
    }

    public Place placeOf(SiteId site, Person person) {
        byte[] id = person.id().getBytes(StandardCharsets.UTF_8);
        ByteBuffer text =
                ByteBuffer.allocate(SALT.length + Integer.BYTES + 1 + id.length)
                        .put(SALT)
                        .putInt(site.value())
                        .put((byte) (person.known() ? 1 : 0))
                        .put(id);
        ByteBuffer hash = ByteBuffer.wrap(Hashes.sha256(text.array()));
        double at = Integer.toUnsignedLong(hash.getInt()) / HASHES;
        int bucket = Math.floorMod(hash.getInt(), Place.BUCKETS);
        return new Place(at < share ? VisitorGroup.HOLDOUT : VisitorGroup.PERSONAL, bucket);
    }
}
