package io.streamwheel.analysis.people;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A graph and how its people are ranked. Immutable; a request works with the one that it got at its
 * start.
 *
 * @param plain the eigenvectors of the ties, {@code null} where nothing is mixed
 * @param normalized the same of ties divided by degrees
 */
record PeopleGraph(
        FollowGraph follows,
        PeopleModel model,
        @Nullable Spectrum plain,
        @Nullable Spectrum normalized) {

    /** More connections are counted and not named. */
    static final int MOST_NAMES = 10;

    static PeopleGraph of(FollowGraph follows, PeopleModel model) {
        return model.mixes()
                ? new PeopleGraph(
                        follows,
                        model,
                        PeopleTrainer.spectrum(follows, false),
                        PeopleTrainer.spectrum(follows, true))
                : new PeopleGraph(follows, model, null, null);
    }

    /**
     * @param score resource allocation, or the mix's odds within the list, which add up to 1 at
     *     most
     * @param common some connections in common, those with the fewest ties first
     * @param commonCount how many there are
     */
    record Known(String person, double score, List<String> common, int commonCount) {}

    /** Whom the person may know, best first. */
    List<Known> mayKnow(Circle circle, int most) {
        Walk walk = new Walk(follows, circle);
        int compared = Math.max(Candidates.MOST, most);
        boolean mixes = plain != null && normalized != null;
        Candidates candidates =
                plain != null && normalized != null
                        ? Candidates.withFeatures(follows, plain, normalized, walk, compared)
                        : Candidates.of(walk, most);
        double[] scores = mixes ? odds(candidates) : widened(candidates.allocated());
        int[] best =
                IntStream.range(0, candidates.size())
                        .boxed()
                        .sorted(Comparator.comparingDouble(i -> -scores[i]))
                        .limit(most)
                        .mapToInt(Integer::intValue)
                        .toArray();
        Map<Integer, List<String>> names = names(walk, candidates, best);
        List<Known> known = new ArrayList<>(best.length);
        for (int i : best) {
            int person = candidates.person()[i];
            known.add(
                    new Known(
                            follows.name(person),
                            scores[i],
                            names.getOrDefault(person, List.of()),
                            candidates.common()[i]));
        }
        return known;
    }

    private double[] odds(Candidates candidates) {
        double[] scores = Arrays.stream(candidates.features()).mapToDouble(model::score).toArray();
        double highest = Arrays.stream(scores).max().orElse(0);
        double total = Arrays.stream(scores).map(score -> Math.exp(score - highest)).sum();
        return Arrays.stream(scores).map(score -> Math.exp(score - highest) / total).toArray();
    }

    private static double[] widened(float[] scores) {
        return IntStream.range(0, scores.length).mapToDouble(i -> scores[i]).toArray();
    }

    /** The walk once more, noting by whom it came to those who are told of. */
    private Map<Integer, List<String>> names(Walk walk, Candidates candidates, int[] best) {
        Map<Integer, List<String>> names = new HashMap<>();
        for (int i : best) {
            names.put(candidates.person()[i], new ArrayList<>(2));
        }
        walk.forEachStep((by, weight, met) -> {
            List<String> known = names.get(met);
            if (known != null && known.size() < MOST_NAMES) {
                known.add(follows.name(by));
            }
        });
        return names;
    }
}
