package io.streamwheel.peers;

import io.streamwheel.benchmarks.exchange.Contender;
import io.streamwheel.benchmarks.exchange.Exchange;
import io.streamwheel.benchmarks.exchange.Past;
import java.util.ArrayList;
import java.util.List;
import org.lenskit.LenskitConfiguration;
import org.lenskit.LenskitRecommenderEngine;
import org.lenskit.api.ItemRecommender;
import org.lenskit.api.ItemScorer;
import org.lenskit.api.RatingPredictor;
import org.lenskit.data.dao.DataAccessObject;
import org.lenskit.data.dao.file.StaticDataSource;
import org.lenskit.data.entities.CommonTypes;
import org.lenskit.data.ratings.EntityCountRatingVectorPDAO;
import org.lenskit.data.ratings.InteractionEntityType;
import org.lenskit.data.ratings.Rating;
import org.lenskit.data.ratings.RatingVectorPDAO;
import org.lenskit.knn.NeighborhoodSize;
import org.lenskit.knn.item.ItemItemScorer;
import org.lenskit.knn.item.ModelSize;
import org.lenskit.knn.item.NeighborhoodScorer;
import org.lenskit.knn.item.SimilaritySumNeighborhoodScorer;
import org.lenskit.transform.normalize.UnitVectorNormalizer;
import org.lenskit.transform.normalize.UserVectorNormalizer;
import org.lenskit.transform.normalize.VectorNormalizer;

/**
 * LensKit 3 with the configuration that its manual has for implicit feedback: cosine of items over
 * visitors' vectors of length 1, the sum of the similarities of the nearest items. LensKit chooses
 * itself how many threads it works with.
 */
final class LensKitItemItem implements Contender {

    private static final int NEIGHBORS = 20;
    private static final int KEPT = 300;

    private DataAccessObject data;
    private LenskitRecommenderEngine engine;

    public static void main(String[] arguments) throws Exception {
        Exchange.take(new LensKitItemItem(), arguments);
    }

    @Override
    public void load(Past past, int threads) {
        List<Rating> ratings = new ArrayList<>(past.entries());
        for (int v = 0; v < past.visitors(); v++) {
            for (int item : past.row(v)) {
                ratings.add(
                        Rating.newBuilder()
                                .setId(ratings.size() + 1L)
                                .setUserId(v)
                                .setItemId(item)
                                .setRating(1)
                                .build());
            }
        }
        data = StaticDataSource.fromList(ratings).get();
    }

    @Override
    public void train() {
        LenskitConfiguration configuration = new LenskitConfiguration();
        configuration.bind(ItemScorer.class).to(ItemItemScorer.class);
        configuration.bind(NeighborhoodScorer.class).to(SimilaritySumNeighborhoodScorer.class);
        configuration.bind(RatingVectorPDAO.class).to(EntityCountRatingVectorPDAO.class);
        configuration.set(InteractionEntityType.class).to(CommonTypes.RATING);
        configuration.bind(RatingPredictor.class).toNull();
        configuration
                .within(UserVectorNormalizer.class)
                .bind(VectorNormalizer.class)
                .to(UnitVectorNormalizer.class);
        configuration.set(NeighborhoodSize.class).to(NEIGHBORS);
        configuration.set(ModelSize.class).to(KEPT);
        engine = LenskitRecommenderEngine.build(configuration, data);
    }

    @Override
    public int[][] lists(int[] asked, int length) {
        int[][] lists = new int[asked.length][];
        try (var recommender = engine.createRecommender(data)) {
            ItemRecommender items = recommender.getItemRecommender();
            for (int i = 0; i < asked.length; i++) {
                // Without a set of its own it leaves out what the visitor had.
                lists[i] =
                        items.recommendWithDetails(asked[i], length, null, null).idList().stream()
                                .mapToInt(Long::intValue)
                                .toArray();
            }
        }
        return lists;
    }

    @Override
    public String words() {
        return "LensKit 3.0-M3 item-item, implicit, unit vectors, %d of %d neighbors"
                .formatted(NEIGHBORS, KEPT);
    }
}
