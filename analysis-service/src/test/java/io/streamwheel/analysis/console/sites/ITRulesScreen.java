package io.streamwheel.analysis.console.sites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.streamwheel.analysis.console.ConsoleBrowser;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The rules of a site's lists, as somebody edits them; and what the interface makes of them. */
class ITRulesScreen {

    @RegisterExtension static final ConsoleBrowser console = ConsoleBrowser.empty();

    private static HttpResponse<String> ask(String method, String name, String body)
            throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(console.address("/v1/scenarios/" + name)))
                                .header("X-API-Key", ConsoleBrowser.SERVER_KEY)
                                .method(method, HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode stored(String name) throws Exception {
        return JsonMapper.shared().readTree(ask("GET", name, "").body());
    }

    private static void edit(String name) {
        console.open("/console/sites");
        console.type("#scenario-new", name);
        console.click("form[action='/console/sites/scenario'] button");
        console.first("#rule-add");
    }

    private static void save() {
        console.click("[name=save]");
    }

    @Test
    void rulesAreJudgedAtTheirPlaceSavedAndDeleted() throws Exception {
        edit("home");
        console.awaitText("#scenario", "not stored yet");
        console.click("#rule-add");
        console.type("#values-0", "camping\nhiking");
        console.type("#number-0", "much");
        console.click("#rule-add");
        console.click("#about-1 option[value='property']");
        console.type("#property-1", "inStock");
        console.type("#values-1", "true");
        console.click("#effect-1 option[value='must']");
        console.click("#rule-add");
        console.click("#about-2 option[value='item']");
        console.type("#values-2", "p1\np2");
        console.click("#effect-2 option[value='pin']");
        console.type("#number-2", "2");
        console.type("#share", "0.7");
        save();
        console.awaitText("[role=alert]", "3 places need another look");
        console.awaitText("#wrong-number-0", "from 0.001 to 1000");
        console.awaitText("#wrong-rule-2", "one item to pin");
        console.awaitText("#wrong-share", "from 0 to 0.5");
        assertThat(console.first("#number-0").getDomAttribute("aria-invalid")).isEqualTo("true");
        console.screenshots("sites-rules-wrong");
        assertThat(ask("GET", "home", "").statusCode()).isEqualTo(404);
        console.assertComplaintsOnlyOf(422);

        console.type("#number-0", "2.5");
        console.type("#values-2", "p1");
        console.type("#share", "0.2");
        console.type("#lambda", "0.7");
        save();
        console.awaitText("#scenario .notice", "Saved as version");
        console.screenshots("sites-rules");
        JsonNode home = stored("home");
        assertThat(home.path("rules").toString())
                .isEqualTo(
                        """
                        [{"field":"category","values":["camping","hiking"],"bias":2.5},\
                        {"field":"properties.inStock","values":["true"],"bias":-1.0},\
                        {"field":"item","values":["p1"],"pin":2}]\
                        """);
        assertThat(home.at("/diversity/lambda").asDouble()).isEqualTo(0.7);
        assertThat(home.at("/exploration/share").asDouble()).isEqualTo(0.2);

        console.click("#remove-1");
        await().atMost(ConsoleBrowser.PATIENCE).until(() -> console.all(".rule").size() == 2);
        save();
        console.awaitText("#scenario .notice", "Saved as version");
        assertThat(stored("home").path("rules").size()).isEqualTo(2);

        console.open("/console/sites");
        console.awaitText("#scenarios", "2 rules");
        console.click("#scenarios a[href$='name=home']");
        console.click("#scenario-delete");
        console.awaitText(".step", "go by default");
        console.click("#delete-now");
        console.awaitText("h1", "Sites and keys");
        assertThat(ask("GET", "home", "").statusCode()).isEqualTo(404);
    }

    @Test
    void whoWasSlowerSeesItAndLosesNothing() throws Exception {
        ask("PUT", "cart", "{\"maxPerCategory\": 3}");
        edit("cart");
        assertThat(console.first("#max-per-category").getDomProperty("value")).isEqualTo("3");
        ask("PUT", "cart", "{\"maxPerCategory\": 4}");
        long standing = stored("cart").path("version").asLong();
        console.type("#max-per-category", "5");
        save();
        console.awaitText("[role=alert]", "Version " + standing + " stands now");
        assertThat(stored("cart").path("maxPerCategory").asInt()).isEqualTo(4);
        console.assertComplaintsOnlyOf(409);
        console.screenshots("sites-rules-changed");
        save();
        console.awaitText("#scenario .notice", "Saved as version");
        assertThat(stored("cart").path("maxPerCategory").asInt()).isEqualTo(5);

        ask("PUT", "cart", "{}");
        console.click("#scenario-delete");
        console.click("#delete-now");
        console.awaitText("#scenario-ask", "Somebody changed these rules");
        assertThat(ask("GET", "cart", "").statusCode()).isEqualTo(200);
        console.assertComplaintsOnlyOf(422);
    }

    @Test
    void whatTheFormCannotHoldIsNotSavedByIt() throws Exception {
        ask(
                "PUT",
                "odd",
                "{\"rules\": [{\"field\": \"category\", \"values\": [\"two\\nlines\"], \"bias\": 2}]}");
        edit("odd");
        console.awaitText("#scenario .notice.warn", "a value with a line break");
        assertThat(console.first("[name=save]").isEnabled()).isFalse();
    }

    @Test
    void aScriptInAValueIsShownAndDoesNotRun() throws Exception {
        String hostile =
                "</textarea><script>document.title='hacked'</script><img src=x onerror=\"document.title='hacked'\">";
        edit("hostile");
        console.click("#rule-add");
        console.type("#values-0", hostile);
        console.type("#number-0", hostile);
        save();
        console.first("#wrong-number-0");
        assertThat(console.first("#values-0").getDomProperty("value")).isEqualTo(hostile);
        console.assertComplaintsOnlyOf(422);
        console.type("#number-0", "2");
        save();
        console.awaitText("#scenario .notice", "Saved as version");
        assertThat(stored("hostile").at("/rules/0/values/0").asString()).isEqualTo(hostile);
        assertThat(console.browser().getTitle()).isEqualTo("Rules · Streamwheel");
    }

    @Test
    void withoutADatabaseNothingThatWasWrittenIsLost() throws Exception {
        edit("away");
        console.type("#max-per-category", "7");
        console.database().refuse();
        save();
        console.awaitText("[role=alert]", "the database does not answer");
        assertThat(console.first("#max-per-category").getDomProperty("value")).isEqualTo("7");
        console.database().heal();
        await().atMost(ConsoleBrowser.PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> {
                    save();
                    console.first("#scenario .notice");
                    assertThat(stored("away").path("maxPerCategory").asInt()).isEqualTo(7);
                });
        console.assertComplaintsOnlyOf(503);
    }
}
