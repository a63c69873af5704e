package io.streamwheel.peers;

import io.streamwheel.benchmarks.exchange.Contender;
import io.streamwheel.benchmarks.exchange.Exchange;
import io.streamwheel.benchmarks.exchange.Past;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.mahout.cf.taste.impl.common.FastByIDMap;
import org.apache.mahout.cf.taste.impl.common.FastIDSet;
import org.apache.mahout.cf.taste.impl.model.GenericBooleanPrefDataModel;
import org.apache.mahout.cf.taste.impl.recommender.AllSimilarItemsCandidateItemsStrategy;
import org.apache.mahout.cf.taste.impl.recommender.GenericBooleanPrefItemBasedRecommender;
import org.apache.mahout.cf.taste.impl.similarity.GenericItemSimilarity;
import org.apache.mahout.cf.taste.impl.similarity.LogLikelihoodSimilarity;
import org.apache.mahout.cf.taste.impl.similarity.precompute.MultithreadedBatchItemSimilarities;
import org.apache.mahout.cf.taste.model.DataModel;
import org.apache.mahout.cf.taste.recommender.ItemBasedRecommender;
import org.apache.mahout.cf.taste.recommender.RecommendedItem;
import org.apache.mahout.cf.taste.similarity.precompute.SimilarItem;
import org.apache.mahout.cf.taste.similarity.precompute.SimilarItems;
import org.apache.mahout.cf.taste.similarity.precompute.SimilarItemsWriter;

/**
 * Mahout's item-based recommender for data without preferences, as its examples precompute it: the
 * log-likelihood similarities of all pairs on all threads, the most similar ones kept.
 */
final class MahoutItemBased implements Contender {

    private static final int KEPT = 300;
    private static final int LONGEST_HOURS = 24;

    private DataModel model;
    private ItemBasedRecommender recommender;
    private int threads;

    public static void main(String[] arguments) throws Exception {
        Exchange.take(new MahoutItemBased(), arguments);
    }

    @Override
    public void load(Past past, int threads) {
        this.threads = threads;
        FastByIDMap<FastIDSet> rows = new FastByIDMap<>(past.visitors());
        for (int v = 0; v < past.visitors(); v++) {
            int[] row = past.row(v);
            FastIDSet items = new FastIDSet(Math.max(2, row.length));
            for (int item : row) {
                items.add(item);
            }
            rows.put(v, items);
        }
        model = new GenericBooleanPrefDataModel(rows);
    }

    @Override
    public void train() throws Exception {
        List<GenericItemSimilarity.ItemItemSimilarity> pairs =
                Collections.synchronizedList(new ArrayList<>());
        ItemBasedRecommender all =
                new GenericBooleanPrefItemBasedRecommender(
                        model, new LogLikelihoodSimilarity(model));
        new MultithreadedBatchItemSimilarities(all, KEPT)
                .computeItemSimilarities(threads, LONGEST_HOURS, new Keeping(pairs));
        GenericItemSimilarity similarity = new GenericItemSimilarity(pairs);
        AllSimilarItemsCandidateItemsStrategy candidates =
                new AllSimilarItemsCandidateItemsStrategy(similarity);
        recommender =
                new GenericBooleanPrefItemBasedRecommender(
                        model, similarity, candidates, candidates);
    }

    /** Keeps pairs in memory. */
    private record Keeping(List<GenericItemSimilarity.ItemItemSimilarity> pairs)
            implements SimilarItemsWriter {

        @Override
        public void open() {}

        @Override
        public void add(SimilarItems similar) {
            for (SimilarItem each : similar.getSimilarItems()) {
                pairs.add(
                        new GenericItemSimilarity.ItemItemSimilarity(
                                similar.getItemID(), each.getItemID(), each.getSimilarity()));
            }
        }

        @Override
        public void close() {}
    }

    @Override
    public int[][] lists(int[] asked, int length) throws Exception {
        int[][] lists = new int[asked.length][];
        for (int i = 0; i < asked.length; i++) {
            lists[i] =
                    recommender.recommend(asked[i], length).stream()
                            .mapToLong(RecommendedItem::getItemID)
                            .mapToInt(Math::toIntExact)
                            .toArray();
        }
        return lists;
    }

    @Override
    public String words() {
        return "Mahout 0.13.0 item-based, log-likelihood, %d neighbors".formatted(KEPT);
    }
}
