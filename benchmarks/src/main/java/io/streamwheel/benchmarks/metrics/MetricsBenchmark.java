package io.streamwheel.benchmarks.metrics;

import io.streamwheel.benchmarks.stack.Application;
import io.streamwheel.benchmarks.stack.PrivateBroker;
import io.streamwheel.benchmarks.stack.PrivateDatabase;
import io.streamwheel.benchmarks.stack.Scratch;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How long {@code GET /v1/metrics} takes when the tables by day are as 20 million events of a year
 * have left them, with a model every 15 minutes and lists of each model in five scenarios: about
 * ten events a row, which is as bad as it gets. The events themselves are not there, because nobody
 * reads them for this.
 */
public final class MetricsBenchmark {

    private static final String OPTIONS = "-Xmx1g -XX:+UseCompactObjectHeaders";
    private static final String KEY = "sk_benchmark_of_metrics";
    private static final int DAYS = 365;
    private static final int ASKED = 20;

    private static final List<String> FILL =
            List.of(
                    """
                    INSERT INTO recommendation_metric
                    SELECT s.site_id, current_date - d, 'scenario-' || c, (ARRAY['personal', 'similar', 'popular'])[k],
                           (%1$d - d) * 96 + v, g, m, 6, 2, 1, CASE m WHEN '' THEN 0 ELSE 19.90 END
                    FROM site s, generate_series(0, %1$d - 1) d, generate_series(1, 96) v, generate_series(1, 5) c,
                         generate_series(1, 3) k, unnest(ARRAY['personal', 'holdout']) g, unnest(ARRAY['', 'EUR']) m
                    """,
                    """
                    INSERT INTO recommendation_sample
                    SELECT s.site_id, current_date - d, 'scenario-' || c, g, b, m, 40, 60, 20, 10,
                           CASE m WHEN '' THEN 0 ELSE 199 END
                    FROM site s, generate_series(0, %1$d - 1) d, generate_series(1, 5) c,
                         unnest(ARRAY['personal', 'holdout']) g, generate_series(0, 63) b, unnest(ARRAY['', 'EUR']) m
                    """,
                    "VACUUM ANALYZE recommendation_metric",
                    "VACUUM ANALYZE recommendation_sample");

    private MetricsBenchmark() {}

    /**
     * Measures.
     *
     * @param arguments the boot jar of the analysis service, where it is another one than this
     *     build's
     */
    public static void main(String[] arguments) throws Exception {
        System.setProperty("logback.configurationFile", "benchmarks-logback.xml");
        Path jar =
                Path.of(
                        arguments.length > 0
                                ? arguments[0]
                                : "analysis-service/target/analysis-service-0.1.0-SNAPSHOT-boot.jar");
        try (Scratch scratch = Scratch.make("metrics-benchmark")) {
            PrivateDatabase database = PrivateDatabase.start(scratch);
            Map<String, String> environment =
                    new HashMap<>(PrivateBroker.start(scratch).environment());
            environment.putAll(database.environment());
            environment.put("STREAMWHEEL_SITE", "shop");
            environment.put("STREAMWHEEL_SERVER_KEY", KEY);
            Application analysis =
                    Application.start(
                            scratch,
                            "analysis",
                            jar,
                            OPTIONS,
                            environment,
                            each -> HttpRequest.newBuilder(each.at("/readyz")).build());
            fill(database);
            LocalDate tomorrow = LocalDate.now(ZoneOffset.UTC).plusDays(1);
            ask(analysis, "30 days, warming up", "");
            ask(analysis, "30 days", "");
            ask(analysis, "30 days, one scenario", "?scenario=scenario-3");
            ask(analysis, "the year", "?from=" + tomorrow.minusDays(DAYS));
            ask(
                    analysis,
                    "the year, one scenario",
                    "?scenario=scenario-3&from=" + tomorrow.minusDays(DAYS));
        }
    }

    private static void fill(PrivateDatabase database) throws Exception {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (String each : FILL) {
                int rows = statement.executeUpdate(each.formatted(DAYS));
                if (rows > 0) {
                    System.out.printf(Locale.ROOT, "%,d rows%n", rows);
                }
            }
        }
    }

    private static void ask(Application analysis, String what, String query) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(analysis.at("/v1/metrics" + query))
                        .header("Authorization", "Bearer " + KEY)
                        .build();
        double[] millis = new double[ASKED];
        for (int i = 0; i < ASKED; i++) {
            long start = System.nanoTime();
            String answer = Application.ask(request);
            millis[i] = (System.nanoTime() - start) / 1e6;
            if (!answer.contains("\"impressions\"")) {
                throw new IllegalStateException("nothing was counted: " + answer);
            }
        }
        Arrays.sort(millis);
        System.out.printf(
                Locale.ROOT,
                "%-24s median %,.0f ms, %,.0f to %,.0f%n",
                what,
                (millis[(ASKED - 1) / 2] + millis[ASKED / 2]) / 2,
                millis[0],
                millis[ASKED - 1]);
    }
}
