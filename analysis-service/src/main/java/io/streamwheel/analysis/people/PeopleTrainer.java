package io.streamwheel.analysis.people;

import io.streamwheel.analysis.cancellation.Interruption;
import io.streamwheel.analysis.people.ListwiseRegression.Choice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Learns how to rank people: holds back a sixteenth of the ties, looks at what the rest says of
 * them, and fits a mix to it. The mix is served when it beats resource allocation on people that it
 * was not fitted to, by more than chance; with too few people to tell, resource allocation is.
 */
final class PeopleTrainer {

    private static final int HELD_BACK = 16;
    private static final int FEWEST_PEOPLE = 100;
    private static final int MOST_PEOPLE = 3_000;
    private static final int RANK = 128;
    private static final int CUTOFF = 10;

    private final Duration budget;

    /**
     * @param budget no further people are looked at after so long
     */
    PeopleTrainer(Duration budget) {
        this.budget = budget;
    }

    /** The eigenvectors that a mix looks at. */
    static Spectrum spectrum(FollowGraph graph, boolean normalized) {
        return Spectrum.of(graph, RANK, normalized);
    }

    /**
     * @throws java.util.concurrent.CancellationException the thread was interrupted
     */
    PeopleModel train(FollowGraph graph, Instant now) {
        List<Choice> choices = choices(graph);
        if (choices.size() < FEWEST_PEOPLE) {
            return plain(now, PeopleModel.Card.NONE);
        }
        List<Choice> even = half(choices, 0);
        List<Choice> odd = half(choices, 1);
        List<Score> plain = new ArrayList<>();
        List<Score> mixed = new ArrayList<>();
        score(even, odd, plain, mixed);
        score(odd, even, plain, mixed);
        PeopleModel.Card card =
                new PeopleModel.Card(
                        choices.size(),
                        mean(plain, Score::recall),
                        mean(plain, Score::ndcg),
                        mean(mixed, Score::recall),
                        mean(mixed, Score::ndcg));
        return isBetter(mixed, plain)
                ? new PeopleModel(
                        PeopleModel.MIX,
                        now,
                        ListwiseRegression.fit(choices, Candidates.FEATURES),
                        card)
                : plain(now, card);
    }

    private static PeopleModel plain(Instant now, PeopleModel.Card card) {
        return new PeopleModel(PeopleModel.PLAIN, now, new double[0], card);
    }

    /** What people would be shown without the ties that are held back, and who of it was one. */
    private List<Choice> choices(FollowGraph graph) {
        boolean[] hidden = hidden(graph);
        int[] people =
                IntStream.range(0, graph.people())
                        .filter(person -> follows(graph, hidden, person) > 0)
                        .boxed()
                        .sorted(Comparator.comparingLong(person -> mix(person, person)))
                        .limit(MOST_PEOPLE)
                        .mapToInt(Integer::intValue)
                        .toArray();
        if (people.length < FEWEST_PEOPLE) {
            return List.of();
        }
        FollowGraph rest = graph.without(hidden);
        Spectrum plain = spectrum(rest, false);
        Spectrum normalized = spectrum(rest, true);
        List<Choice> choices = new ArrayList<>();
        long end = System.nanoTime() + budget.toNanos();
        for (int person : people) {
            Interruption.check();
            if (System.nanoTime() - end > 0) {
                break;
            }
            Circle circle = Circle.of(rest, Stances.none(graph.name(person)));
            Walk walk = new Walk(rest, circle);
            Candidates candidates =
                    Candidates.withFeatures(rest, plain, normalized, walk, Candidates.MOST);
            if (candidates.size() > 0) {
                choices.add(choice(graph, hidden, person, candidates));
            }
        }
        return choices;
    }

    private static Choice choice(
            FollowGraph graph, boolean[] hidden, int person, Candidates candidates) {
        boolean[] chosen = new boolean[candidates.size()];
        for (int at = graph.rowStart(person); at < graph.rowEnd(person); at++) {
            for (int i = 0; i < chosen.length && isHiddenFollow(graph, hidden, at); i++) {
                chosen[i] |= candidates.person()[i] == graph.tied(at);
            }
        }
        return new Choice(candidates.features(), chosen, follows(graph, hidden, person));
    }

    /** A tie is hidden from both its ends, and nobody's last one is. */
    private static boolean[] hidden(FollowGraph graph) {
        boolean[] hidden = new boolean[2 * graph.ties()];
        for (int person = 0; person < graph.people(); person++) {
            for (int at = graph.rowStart(person); at < graph.rowEnd(person); at++) {
                int other = graph.tied(at);
                hidden[at] =
                        graph.degree(person) > 1
                                && graph.degree(other) > 1
                                && Long.remainderUnsigned(
                                                mix(
                                                        Math.min(person, other),
                                                        Math.max(person, other)),
                                                HELD_BACK)
                                        == 0;
            }
        }
        return hidden;
    }

    private static boolean isHiddenFollow(FollowGraph graph, boolean[] hidden, int at) {
        return hidden[at] && (graph.direction(at) & FollowGraph.FOLLOWS) != 0;
    }

    private static int follows(FollowGraph graph, boolean[] hidden, int person) {
        int count = 0;
        for (int at = graph.rowStart(person); at < graph.rowEnd(person); at++) {
            count += isHiddenFollow(graph, hidden, at) ? 1 : 0;
        }
        return count;
    }

    /** The same bits for the same two numbers, and no pattern in them (Steele and others, 2014). */
    private static long mix(int one, int other) {
        long z = ((long) one << 32 | other) + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    private static List<Choice> half(List<Choice> choices, int rest) {
        return IntStream.range(0, choices.size())
                .filter(i -> i % 2 == rest)
                .mapToObj(choices::get)
                .toList();
    }

    private record Score(double recall, double ndcg) {}

    private static void score(
            List<Choice> fitted, List<Choice> tested, List<Score> plain, List<Score> mixed) {
        double[] weights = ListwiseRegression.fit(fitted, Candidates.FEATURES);
        PeopleModel model =
                new PeopleModel(PeopleModel.MIX, Instant.EPOCH, weights, PeopleModel.Card.NONE);
        for (Choice each : tested) {
            int[] order = IntStream.range(0, each.chosen().length).toArray();
            plain.add(score(each, order));
            double[] scores = Arrays.stream(each.features()).mapToDouble(model::score).toArray();
            int[] mix =
                    Arrays.stream(order)
                            .boxed()
                            .sorted(Comparator.comparingDouble(i -> -scores[i]))
                            .mapToInt(Integer::intValue)
                            .toArray();
            mixed.add(score(each, mix));
        }
    }

    private static Score score(Choice choice, int[] order) {
        double gain = 0;
        double ideal = 0;
        int hits = 0;
        for (int rank = 0; rank < CUTOFF; rank++) {
            double discount = Math.log(2) / Math.log(rank + 2);
            ideal += rank < choice.relevant() ? discount : 0;
            if (rank < order.length && choice.chosen()[order[rank]]) {
                hits++;
                gain += discount;
            }
        }
        return new Score((double) hits / choice.relevant(), gain / ideal);
    }

    private static double mean(List<Score> scores, ToDoubleFunction<Score> figure) {
        return scores.stream().mapToDouble(figure).average().orElse(0);
    }

    /** Better nDCG@10, by more than one standard error of the difference. */
    private static boolean isBetter(List<Score> mixed, List<Score> plain) {
        double sum = 0;
        double squares = 0;
        int n = mixed.size();
        for (int i = 0; i < n; i++) {
            double difference = mixed.get(i).ndcg - plain.get(i).ndcg;
            sum += difference;
            squares += difference * difference;
        }
        double mean = sum / n;
        double error = Math.sqrt(Math.max(0, squares / n - mean * mean) / n);
        return mean > error;
    }
}
