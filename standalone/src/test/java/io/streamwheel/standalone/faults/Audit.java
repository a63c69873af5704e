package io.streamwheel.standalone.faults;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Compares the ledger with the tables, when everything is at rest: {@code accepted = stored +
 * duplicates + filtered + failed}, and no id in two of them.
 */
final class Audit {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration REST = Duration.ofSeconds(90);
    private static final Duration STILL = Duration.ofSeconds(1);
    private static final int ASKED = 25;

    /**
     * @param lost acknowledged, and nowhere
     * @param duplicated stored twice, with two fates, or counted more often than accepted
     * @param wrong everything else that must not be, in words
     */
    record Finding(
            Duration untilRest, long accepted, int lost, int duplicated, List<String> wrong) {

        boolean isClean() {
            return lost == 0 && duplicated == 0 && wrong.isEmpty();
        }
    }

    private final Product product;
    private final Tables tables;
    private final HttpClient http = HttpClient.newHttpClient();

    Audit(Product product, Tables tables) {
        this.product = product;
        this.tables = tables;
    }

    /** Nobody may post meanwhile. */
    Finding of(Ledger ledger) throws Exception {
        long begin = System.nanoTime();
        List<String> wrong = new ArrayList<>();
        Map<String, Long> totals = atRest(ledger, wrong);
        Duration untilRest = Duration.ofNanos(System.nanoTime() - begin);

        Map<String, Integer> stored = tables.rowsById("event");
        Map<String, Integer> failed = tables.rowsById("failed_event");
        int lost = 0;
        int duplicated = 0;
        for (var each : ledger.accounts().entrySet()) {
            String id = each.getKey();
            boolean bad = id.startsWith(Ledger.BAD);
            int good = stored.getOrDefault(id, 0);
            int failures = failed.getOrDefault(id, 0);
            if (each.getValue().mustBeThere() && (bad ? failures : good) == 0) {
                lost++;
                wrong.add("lost: " + id);
            }
            int copies = each.getValue().acknowledged.get() + each.getValue().uncertain.get();
            if (good > 1 || (good > 0 && failures > 0) || failures > copies) {
                duplicated++;
                wrong.add(id + " is stored " + good + " times and failed " + failures);
            }
            if (bad ? good > 0 : failures > 0) {
                wrong.add(id + " is " + (bad ? "stored" : "failed"));
            }
        }
        strangers(ledger, stored.keySet(), failed.keySet(), wrong);
        recount(totals, stored, failed, ledger, wrong);
        ask(ledger, stored, failed, wrong);
        return new Finding(untilRest, ledger.acknowledgedCopies(), lost, duplicated, wrong);
    }

    private Map<String, Long> atRest(Ledger ledger, List<String> wrong) throws Exception {
        long deadline = System.nanoTime() + REST.toNanos();
        Map<String, Long> before = Map.of();
        while (true) {
            Map<String, Long> now = tables.totals();
            if (sum(now) >= ledger.acknowledgedCopies() && now.equals(before) && queuesAreEmpty()) {
                return now;
            }
            if (System.nanoTime() > deadline) {
                wrong.add("not at rest after " + REST + ": " + now + ", " + pipeline());
                return now;
            }
            before = now;
            Waiting.pause(STILL);
        }
    }

    private boolean queuesAreEmpty() throws Exception {
        JsonNode queues = pipeline().path("queues");
        return !queues.isEmpty()
                && queues.valueStream().allMatch(each -> each.path("messages").asInt(-1) == 0);
    }

    private JsonNode pipeline() throws Exception {
        return JSON.readTree(get("/v1/pipeline").body());
    }

    private static void strangers(
            Ledger ledger, Set<String> stored, Set<String> failed, List<String> wrong) {
        Set<String> all = new HashSet<>(stored);
        all.addAll(failed);
        all.removeIf(id ->
                ledger.accounts().get(id) instanceof Ledger.Account known && known.mayBeThere());
        all.forEach(id -> wrong.add("nobody posted " + id));
    }

    private void recount(
            Map<String, Long> totals,
            Map<String, Integer> stored,
            Map<String, Integer> failed,
            Ledger ledger,
            List<String> wrong)
            throws Exception {
        expect("total of stored", totals.getOrDefault("stored", 0L), stored.size(), wrong);
        expect(
                "total of failed",
                totals.getOrDefault("failed", 0L),
                failed.values().stream().mapToInt(Integer::intValue).sum(),
                wrong);
        expect("total of filtered", totals.getOrDefault("filtered", 0L), 0, wrong);
        expect(
                "rows of interaction",
                tables.number("SELECT count(*) FROM interaction"),
                stored.size(),
                wrong);
        expect(
                "items",
                tables.number("SELECT count(*) FROM item"),
                tables.number("SELECT count(DISTINCT item_id) FROM interaction"),
                wrong);
        long accepted = ledger.acknowledgedCopies();
        long most = accepted + ledger.uncertainCopies();
        if (sum(totals) < accepted || sum(totals) > most) {
            wrong.add("totals " + totals + " are not within " + accepted + " to " + most);
        }
    }

    private static void expect(String what, long is, long shouldBe, List<String> wrong) {
        if (is != shouldBe) {
            wrong.add(what + " is " + is + ", not " + shouldBe);
        }
    }

    /** The interface has to say the same as the tables. */
    private void ask(
            Ledger ledger,
            Map<String, Integer> stored,
            Map<String, Integer> failed,
            List<String> wrong)
            throws Exception {
        for (String id : ledger.accounts().keySet().stream().limit(ASKED).toList()) {
            HttpResponse<String> answer = get("/v1/events/" + id);
            String said =
                    answer.statusCode() == 404
                            ? "nowhere"
                            : JSON.readTree(answer.body()).path("status").asString("?");
            String is =
                    stored.containsKey(id)
                            ? "stored"
                            : failed.containsKey(id) ? "failed" : "nowhere";
            if (!said.equals(is)) {
                wrong.add("GET /v1/events/" + id + " says " + said + ", it is " + is);
            }
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(product.analysis(path))
                        .timeout(Duration.ofSeconds(10))
                        .header("Authorization", "Bearer " + Product.SERVER_KEY)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static long sum(Map<String, Long> totals) {
        return totals.values().stream().mapToLong(Long::longValue).sum();
    }
}
