package io.streamwheel.benchmarks.evaluate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Makes up interactions that have something to be learned. Popularity falls by Zipf's law, and so
 * does the size of the kinds that items are of; a few visitors do much and many do little
 * (lognormal). Each visitor likes {@value #LIKED} kinds, and takes an item of these {@value
 * #FONDNESS} times as readily as another one that is as popular. Nobody has an item twice. They
 * come in any order, in sittings of about {@value #SITTING}, a minute apart, and a sitting some
 * days after the other.
 *
 * @param interactions views in all
 * @param seed the same numbers give the same interactions
 */
record Generator(int interactions, int users, int items, long seed) {

    private static final Set<String> NUMBERS = Set.of("interactions", "users", "items", "seed");
    private static final double POPULARITY = 0.8;
    private static final int ITEMS_OF_A_KIND = 60;
    private static final int LIKED = 3;
    private static final int FONDNESS = 10;
    private static final int SITTING = 10;
    private static final double LARGEST_SHARE = 0.5;
    private static final long START = 1_700_000_000_000L;
    private static final long MINUTE = 60_000;
    private static final long PERIOD = 365 * 24 * 60 * MINUTE;
    private static final double BETWEEN_SITTINGS = 5.0 * 24 * 60 * MINUTE;

    Generator {
        if (users < 1 || items < 2 || interactions < users) {
            throw new IllegalArgumentException(
                    "a user, two items and an interaction for each user are the least");
        }
        if (interactions > LARGEST_SHARE * users * items) {
            throw new IllegalArgumentException(
                    "%d users have at most half of %d items each, which is less than %d"
                            .formatted(users, items, interactions));
        }
    }

    /**
     * From {@code interactions=1000000,users=6000,items=3700,seed=1}; the seed may be left out, and
     * is 1.
     */
    static Generator parse(String text) {
        Map<String, Long> numbers = new HashMap<>(Map.of("seed", 1L));
        for (String each : text.split(",")) {
            String[] parts = each.split("=", 2);
            if (parts.length < 2 || !NUMBERS.contains(parts[0])) {
                throw new IllegalArgumentException(
                        "%s is none of interactions=, users=, items=, seed= with a number"
                                .formatted(each));
            }
            numbers.put(parts[0], Long.parseLong(parts[1]));
        }
        return new Generator(
                number(numbers, "interactions"),
                number(numbers, "users"),
                number(numbers, "items"),
                numbers.getOrDefault("seed", 1L));
    }

    private static int number(Map<String, Long> numbers, String name) {
        Long number = numbers.get(name);
        if (number == null) {
            throw new IllegalArgumentException("--generate needs " + name + "=");
        }
        return Math.toIntExact(number);
    }

    void generate(InteractionFile.Taker taker) {
        SplittableRandom random = new SplittableRandom(seed);
        int kinds = Math.max(LIKED, items / ITEMS_OF_A_KIND);
        int[] kindOf = new int[items];
        double[] kindSizes = zipf(kinds, POPULARITY);
        Arrays.setAll(kindOf, item -> draw(kindSizes, random));
        double[] popularity = zipf(items, POPULARITY);
        int[] sizes = sizes(random);
        for (int user = 0; user < users; user++) {
            boolean[] liked = new boolean[kinds];
            for (int n = 0; n < LIKED; n++) {
                liked[draw(kindSizes, random)] = true;
            }
            int[] taken = take(sizes[user], popularity, kindOf, liked, random);
            long time = START + random.nextLong(PERIOD);
            for (int n = 0; n < taken.length; n++) {
                boolean same = n == 0 || random.nextInt(SITTING) > 0;
                time += same ? MINUTE : (long) (BETWEEN_SITTINGS * exponential(random));
                taker.take("u" + user, "i" + taken[n], "view", time);
            }
        }
    }

    /**
     * Draws without putting back: the first to ring of alarm clocks that ring at their weights'
     * rates (Efraimidis and Spirakis, "Weighted random sampling with a reservoir", 2006), in any
     * order, so that the last ones are no less popular than the first.
     */
    private int[] take(
            int size, double[] popularity, int[] kindOf, boolean[] liked, SplittableRandom random) {
        double[] rings = new double[items];
        for (int item = 0; item < items; item++) {
            double weight = popularity[item] * (liked[kindOf[item]] ? FONDNESS : 1);
            rings[item] = exponential(random) / weight;
        }
        int[] taken =
                IntStream.range(0, items)
                        .boxed()
                        .sorted(Comparator.comparingDouble(item -> rings[item]))
                        .limit(size)
                        .mapToInt(item -> item)
                        .toArray();
        for (int at = size - 1; at > 0; at--) {
            int other = random.nextInt(at + 1);
            int item = taken[at];
            taken[at] = taken[other];
            taken[other] = item;
        }
        return taken;
    }

    /** How many interactions each user has: at least one, at most half of the items. */
    private int[] sizes(SplittableRandom random) {
        double[] activity = new double[users];
        Arrays.setAll(activity, user -> Math.exp(random.nextGaussian()));
        double low = 0;
        double high = 1e9;
        for (int halvings = 0; halvings < 60; halvings++) {
            double factor = (low + high) / 2;
            boolean enough = Arrays.stream(scaled(activity, factor)).sum() >= interactions;
            low = enough ? low : factor;
            high = enough ? factor : high;
        }
        int[] sizes = scaled(activity, high);
        int over = Arrays.stream(sizes).sum() - interactions;
        for (int user = 0; over > 0; user = (user + 1) % users) {
            if (sizes[user] > 1) {
                sizes[user]--;
                over--;
            }
        }
        return sizes;
    }

    private int[] scaled(double[] activity, double factor) {
        int most = (int) Math.ceil(items * LARGEST_SHARE);
        return Arrays.stream(activity)
                .mapToInt(each -> (int) Math.clamp(Math.round(each * factor), 1, most))
                .toArray();
    }

    /** Weights that fall with the rank, and come to 1. */
    private static double[] zipf(int size, double exponent) {
        double[] weights = new double[size];
        Arrays.setAll(weights, rank -> Math.pow(rank + 1, -exponent));
        double sum = Arrays.stream(weights).sum();
        Arrays.setAll(weights, rank -> weights[rank] / sum);
        return weights;
    }

    private static int draw(double[] weights, SplittableRandom random) {
        double left = random.nextDouble();
        int at = 0;
        while (at < weights.length - 1 && left >= weights[at]) {
            left -= weights[at++];
        }
        return at;
    }

    private static double exponential(SplittableRandom random) {
        return -Math.log(1 - random.nextDouble());
    }
}
