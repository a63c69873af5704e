package io.streamwheel.analysis.console.welcome;

import java.util.List;

/** The ways in, each as code that works as pasted. A further one is an entry here. */
final class Snippets {

    static final String KEY = "YOUR_WRITE_KEY";

    private static final String TAG =
            """
            <script async src="%1$s/streamwheel.js" data-key="YOUR_WRITE_KEY"></script>
            <script>
              // Keeps calls until the tag is there.
              ((s) => ["page", "view", "track", "identify"].forEach(
                (m) => s[m] ||= (...a) => s.q.push([m, ...a])))(window.streamwheel ||= {q: []});
              streamwheel.view();                            // on a product's page: reads JSON-LD or OpenGraph
              // streamwheel.view("p1", {title: "Tent"});    // or says it
              // streamwheel.track("cart", {itemId: "p1"});
              // streamwheel.track("purchase", {itemId: "p1", value: 1});
              // streamwheel.identify("u1");                 // when somebody logs in
            </script>
            """;

    private static final String ANALYTICS =
            """
            import { AnalyticsBrowser } from "@segment/analytics-next";

            const analytics = AnalyticsBrowser.load({ writeKey: "YOUR_WRITE_KEY", cdnURL: "%1$s" });
            analytics.identify("u1");
            analytics.track("Product Viewed", { product_id: "p1", name: "Tent", category: "camping", price: 129 });
            """;

    private static final String RUDDERSTACK =
            """
            import { RudderAnalytics } from "@rudderstack/analytics-js";

            const analytics = new RudderAnalytics();
            analytics.load("YOUR_WRITE_KEY", "%1$s", { configUrl: "%1$s" });
            analytics.identify("u1");
            analytics.track("Product Viewed", { product_id: "p1", name: "Tent", category: "camping", price: 129 });
            """;

    private static final String SNOWPLOW =
            """
            import { newTracker, trackPageView, setUserId } from "@snowplow/browser-tracker";
            import { SnowplowEcommercePlugin, trackProductView } from "@snowplow/browser-plugin-snowplow-ecommerce";

            newTracker("sw", "%1$s", { appId: "YOUR_WRITE_KEY", plugins: [SnowplowEcommercePlugin()] });
            setUserId("u1");
            trackPageView();
            trackProductView({ id: "p1", name: "Tent", category: "camping", price: 129, currency: "EUR" });
            """;

    private static final String NODE =
            """
            const answer = await fetch("%1$s/v1/events", {
              method: "POST",
              headers: { "Authorization": "Bearer YOUR_WRITE_KEY", "Content-Type": "application/json" },
              body: JSON.stringify({ id: crypto.randomUUID(), type: "purchase", userId: "u1", itemId: "p1", timestamp: new Date() }),
            });
            if (answer.status !== 202) throw new Error(await answer.text()); // 503: send the same again after Retry-After
            """;

    private static final String JAVA =
            """
            HttpResponse<String> answer =
                    HttpClient.newHttpClient().send(
                            HttpRequest.newBuilder(URI.create("%1$s/v1/events"))
                                    .header("Authorization", "Bearer YOUR_WRITE_KEY")
                                    .header("Content-Type", "application/json")
                                    .POST(HttpRequest.BodyPublishers.ofString(\"""
                                            {"id":"%%s","type":"purchase","userId":"u1","itemId":"p1"}
                                            \""".formatted(UUID.randomUUID())))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            """;

    private static final String CURL =
            """
            curl -X POST %1$s/v1/events \\
              -H 'Authorization: Bearer YOUR_WRITE_KEY' -H 'Content-Type: application/json' \\
              -d '{"type":"view","userId":"u1","itemId":"p1","item":{"title":"Tent","categories":["camping"]}}'
            """;

    private static final String ASK =
            """
            curl '%2$s/v1/users/u1/recommendations?n=10&explain=true' \\
              -H "Authorization: Bearer $SERVER_KEY"
            """;

    private Snippets() {}

    /**
     * @param collector the address of the collector, without a slash at the end
     * @param analysis the same of this service
     */
    static List<Snippet> of(String collector, String analysis) {
        return List.of(
                of(
                        "tag",
                        "Own tag",
                        "In the head of every page. 3 KB, no dependency.",
                        TAG,
                        collector,
                        analysis),
                of(
                        "analytics",
                        "analytics.js",
                        "Segment's library, pointed here.",
                        ANALYTICS,
                        collector,
                        analysis),
                of(
                        "rudderstack",
                        "RudderStack",
                        "RudderStack's library, pointed here.",
                        RUDDERSTACK,
                        collector,
                        analysis),
                of(
                        "snowplow",
                        "Snowplow",
                        "Snowplow's tracker; the key is the app id.",
                        SNOWPLOW,
                        collector,
                        analysis),
                of(
                        "node",
                        "Node",
                        "In your back end, with what Node brings along.",
                        NODE,
                        collector,
                        analysis),
                of(
                        "java",
                        "Java",
                        "In your back end, with what the JDK brings along.",
                        JAVA,
                        collector,
                        analysis),
                of("curl", "curl", "In a shell, to try it.", CURL, collector, analysis),
                of(
                        "ask",
                        "Ask for a list",
                        "With the server key, which is secret: from your back end only.",
                        ASK,
                        collector,
                        analysis));
    }

    private static Snippet of(
            String name,
            String title,
            String place,
            String code,
            String collector,
            String analysis) {
        return new Snippet(name, title, place, code.formatted(collector, analysis));
    }
}
