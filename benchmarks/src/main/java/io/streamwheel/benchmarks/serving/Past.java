package io.streamwheel.benchmarks.serving;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What so many users did with so many items in the last 60 days, in the order of time, the same in
 * every run. How much a user does is log-normal, as in MovieLens (half of the users do less than
 * 0.6 of the mean); items follow Zipf's law; three quarters of what a user does is in five of the
 * forty categories.
 */
final class Past {

    static final int CATEGORIES = 40;

    private static final int FAVOURITES = 5;
    private static final double FAITH = 0.75;
    private static final double SPREAD = 1;
    private static final double DAYS = 60;
    private static final double MILLIS_PER_DAY = 86_400_000;
    private static final int MOST_OF_A_USER = 3_000;

    /** Most visits are so long, in clicks that follow each other by up to two minutes. */
    private static final int VISIT = 8;

    private static final int BETWEEN_CLICKS = 120_000;

    private static final String[] TYPES = {
        "view", "view", "view", "view", "view", "view", "view", "click", "cart", "purchase"
    };

    private final int items;
    private final SplittableRandom random = new SplittableRandom(42);

    private Past(int items) {
        this.items = items;
    }

    /** One click. */
    record Deed(long at, int user, int item, String type, int visit) {}

    /**
     * Everything, oldest first.
     *
     * @param about how many
     */
    static List<Deed> of(int about, int users, int items, Instant now) {
        Past past = new Past(items);
        List<Deed> deeds = new ArrayList<>(about + about / 8);
        double median = (double) about / users / Math.exp(SPREAD * SPREAD / 2);
        for (int user = 0; user < users; user++) {
            double size = median * Math.exp(SPREAD * past.random.nextGaussian());
            past.addUser(deeds, user, (int) Math.clamp(size, 1, MOST_OF_A_USER), now);
        }
        deeds.sort(Comparator.comparingLong(Deed::at));
        return deeds;
    }

    private void addUser(List<Deed> deeds, int user, int size, Instant now) {
        int[] favourites = random.ints(FAVOURITES, 0, CATEGORIES).toArray();
        long at = 0;
        for (int i = 0; i < size; i++) {
            if (i % VISIT == 0) {
                at = now.toEpochMilli() - (long) (random.nextDouble() * DAYS * MILLIS_PER_DAY);
            }
            at += random.nextInt(BETWEEN_CLICKS);
            int category =
                    random.nextDouble() < FAITH
                            ? favourites[random.nextInt(FAVOURITES)]
                            : random.nextInt(CATEGORIES);
            String type = TYPES[random.nextInt(TYPES.length)];
            deeds.add(
                    new Deed(
                            Math.min(at, now.toEpochMilli()),
                            user,
                            item(category),
                            type,
                            i / VISIT));
        }
    }

    /** One of the category's; the first half of them by far the most. */
    private int item(int category) {
        int of = (items - category + CATEGORIES - 1) / CATEGORIES;
        int rank = (int) Math.pow(of + 1, random.nextDouble()) - 1; // close to Zipf's law
        return Math.min(rank, of - 1) * CATEGORIES + category;
    }
}
