package io.streamwheel.peers;

import io.streamwheel.benchmarks.exchange.Contender;
import io.streamwheel.benchmarks.exchange.Exchange;
import io.streamwheel.benchmarks.exchange.Past;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.ml.recommendation.ALS;
import org.apache.spark.ml.recommendation.ALSModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Alternating least squares for implicit feedback (Hu, Koren and Volinsky, ICDM 2008) as Spark
 * MLlib has it, in this JVM. It cannot leave out what a visitor had, so it is asked for that much
 * more.
 */
final class SparkAls implements Contender {

    private static final int RANK = 64;
    private static final int ITERATIONS = 10;
    private static final double REGULARIZATION = 0.1;
    private static final double ALPHA = 10;

    private static final StructType ENTRY =
            new StructType()
                    .add("user", DataTypes.IntegerType, false)
                    .add("item", DataTypes.IntegerType, false)
                    .add("weight", DataTypes.FloatType, false);

    private SparkSession spark;
    private Past past;
    private Dataset<Row> entries;
    private ALSModel model;

    public static void main(String[] arguments) throws Exception {
        Exchange.take(new SparkAls(), arguments);
        SparkSession.active().stop();
    }

    @Override
    public void load(Past given, int threads) {
        past = given;
        spark =
                SparkSession.builder()
                        .master("local[" + threads + "]")
                        .config("spark.ui.enabled", "false")
                        .config("spark.driver.host", "127.0.0.1")
                        .config("spark.driver.bindAddress", "127.0.0.1")
                        .config("spark.sql.shuffle.partitions", Integer.toString(2 * threads))
                        .getOrCreate();
        spark.sparkContext().setLogLevel("ERROR");
        Row[] rows = new Row[given.entries()];
        for (int v = 0; v < given.visitors(); v++) {
            for (int at = given.rowStarts()[v]; at < given.rowStarts()[v + 1]; at++) {
                rows[at] = RowFactory.create(v, given.item()[at], given.weight()[at]);
            }
        }
        entries = spark.createDataFrame(Arrays.asList(rows), ENTRY).repartition(2 * threads);
        entries.cache().count();
    }

    @Override
    public void train() {
        model =
                new ALS()
                        .setUserCol("user")
                        .setItemCol("item")
                        .setRatingCol("weight")
                        .setImplicitPrefs(true)
                        .setRank(RANK)
                        .setMaxIter(ITERATIONS)
                        .setRegParam(REGULARIZATION)
                        .setAlpha(ALPHA)
                        .setSeed(1)
                        .fit(entries);
        // The factors are computed when they are asked for.
        model.userFactors().count();
        model.itemFactors().count();
    }

    @Override
    public int[][] lists(int[] asked, int length) {
        int longest = IntStream.of(asked).map(v -> past.row(v).length).max().orElse(0);
        List<Row> users = IntStream.of(asked).mapToObj(RowFactory::create).toList();
        StructType user = new StructType().add("user", DataTypes.IntegerType, false);
        Map<Integer, int[]> lists = new HashMap<>();
        for (Row each :
                model.recommendForUserSubset(
                                spark.createDataFrame(users, user),
                                Math.min(past.items(), longest + length))
                        .collectAsList()) {
            int visitor = each.getInt(0);
            boolean[] had = new boolean[past.items()];
            IntStream.of(past.row(visitor)).forEach(item -> had[item] = true);
            List<Row> best = each.getList(1);
            int[] list =
                    best.stream()
                            .mapToInt(row -> row.getInt(0))
                            .filter(item -> !had[item])
                            .limit(length)
                            .toArray();
            lists.put(visitor, list);
        }
        return IntStream.of(asked)
                .mapToObj(v -> lists.getOrDefault(v, new int[0]))
                .toArray(int[][]::new);
    }

    @Override
    public String words() {
        return "Spark MLlib 3.5.6 ALS, implicit, rank %d, %d iterations, regularization %s, alpha %s"
                .formatted(RANK, ITERATIONS, REGULARIZATION, ALPHA);
    }
}
