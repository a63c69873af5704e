package io.streamwheel.analysis.model;

import io.streamwheel.analysis.history.DeedKind;
import io.streamwheel.analysis.history.TrainingData;
import it.unimi.dsi.fastutil.ints.IntArrays;

/**
 * Says in words what a site has and what is missing until candidates can be compared: so many
 * visitors with so many items that the newest share of them is at least one.
 *
 * <p>The estimate is the least that could do: those who are nearest to enough items come back for
 * the rest, new visitors for all, and an item takes as many deeds as until now. Real visitors come
 * less evenly, so it is a hint and no promise.
 */
final class Shortage {

    private final TrainingData data;
    private final int neededVisitors;
    private final int neededItems;

    Shortage(TrainingData data, ModelSettings settings) {
        this.data = data;
        neededVisitors = settings.minTestVisitors();
        int items = 1;
        while ((int) (items * settings.futureShare()) < 1) {
            items++;
        }
        neededItems = items;
    }

    /** Such as {@code 310 views by 4 visitors}. */
    String present() {
        long visitors = 0;
        for (int v = 0; v < data.visitors(); v++) {
            visitors += size(v) > 0 ? 1 : 0;
        }
        long deeds = data.interactions();
        return "%d %s%s by %d %s"
                .formatted(
                        deeds,
                        word(mostCommon(), deeds),
                        hasOthers() ? " and other deeds" : "",
                        visitors,
                        visitors == 1 ? "visitor" : "visitors");
    }

    /** Such as {@code about 80 more views for stable similarities (...)}. */
    String missing() {
        int[] sizes = new int[Math.max(neededVisitors, data.visitors())];
        for (int v = 0; v < data.visitors(); v++) {
            sizes[v] = size(v);
        }
        IntArrays.quickSort(sizes);
        int enough = 0;
        int items = 0;
        for (int nearest = 1; nearest <= neededVisitors; nearest++) {
            int lacks = Math.max(0, neededItems - sizes[sizes.length - nearest]);
            items += lacks;
            enough += lacks == 0 ? 1 : 0;
        }
        double perItem =
                data.entries() == 0
                        ? 1
                        : Math.max(1, (double) data.interactions() / data.entries());
        long deeds = (long) Math.ceil(items * perItem);
        return "about %d more %s for stable similarities: of %d visitors with at least %d items each there %s %d"
                .formatted(
                        deeds,
                        word(mostCommon(), deeds),
                        neededVisitors,
                        neededItems,
                        enough == 1 ? "is" : "are",
                        enough);
    }

    /** The kind that most pairs have; deeds of other kinds are counted with it. */
    private DeedKind mostCommon() {
        DeedKind most = DeedKind.LOOK;
        for (DeedKind each : DeedKind.values()) {
            if (pairs(each) > pairs(most)) {
                most = each;
            }
        }
        return most;
    }

    private boolean hasOthers() {
        DeedKind most = mostCommon();
        for (DeedKind each : DeedKind.values()) {
            if (each != most && pairs(each) > 0) {
                return true;
            }
        }
        return false;
    }

    private long pairs(DeedKind kind) {
        long pairs = 0;
        for (byte each : data.kinds()) {
            pairs += (each & kind.bit()) == 0 ? 0 : 1;
        }
        return pairs;
    }

    private static String word(DeedKind kind, long count) {
        return switch (kind) {
            case LOOK -> count == 1 ? "view" : "views";
            case INTENT -> count == 1 ? "cart, like or rating" : "carts, likes and ratings";
            case PURCHASE -> count == 1 ? "purchase" : "purchases";
        };
    }

    private int size(int visitor) {
        return data.rowStarts()[visitor + 1] - data.rowStarts()[visitor];
    }
}
