package io.streamwheel.analysis.history;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * What somebody did, newest first, in a few arrays: 16 bytes a deed, for those that are kept of
 * thousands of visitors. Times are kept to the microsecond, as the store has them. Immutable.
 */
public final class Deeds extends AbstractList<Deed> implements RandomAccess {

    private static final Comparator<Deed> NEWEST_FIRST = Comparator.comparing(Deed::at).reversed();

    private final String[] items;
    private final String[] types;
    private final long[] micros;

    /** Where no deed has a value, which is most visitors', none. */
    private final @Nullable Double @Nullable [] values;

    private Deeds(List<Deed> deeds) {
        int size = deeds.size();
        items = new String[size];
        types = new String[size];
        micros = new long[size];
        boolean valued = deeds.stream().anyMatch(each -> each.value() != null);
        @Nullable Double @Nullable [] all = valued ? new @Nullable Double[size] : null;
        int at = 0;
        for (Deed each : deeds) {
            items[at] = each.itemId();
            types[at] = each.type();
            micros[at] = microsOf(each);
            if (all != null) {
                all[at] = each.value();
            }
            at++;
        }
        values = all;
    }

    /**
     * @param deeds newest first
     */
    public static Deeds of(List<Deed> deeds) {
        return new Deeds(deeds);
    }

    /**
     * These and others, but for those that are among these: what was stored while these were read
     * may be. So the same thing done with the same item at the same time counts once here, until
     * these are read again.
     *
     * @param added in any order
     * @param limit so many of the newest
     */
    public Deeds plus(List<Deed> added, int limit) {
        List<Deed> all = new ArrayList<>(size() + added.size());
        all.addAll(this);
        for (Deed each : added) {
            if (!has(each)) {
                all.add(each);
            }
        }
        all.sort(NEWEST_FIRST);
        return new Deeds(all.subList(0, Math.min(limit, all.size())));
    }

    private boolean has(Deed deed) {
        long at = microsOf(deed);
        for (int i = 0; i < micros.length && micros[i] >= at; i++) {
            if (micros[i] == at && get(i).equals(deed)) {
                return true;
            }
        }
        return false;
    }

    private static long microsOf(Deed deed) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, deed.at());
    }

    @Override
    public Deed get(int index) {
        return new Deed(
                items[index],
                types[index],
                values == null ? null : values[index],
                Instant.EPOCH.plus(micros[index], ChronoUnit.MICROS));
    }

    @Override
    public int size() {
        return items.length;
    }
}
