package io.streamwheel.analysis.console.sites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.streamwheel.analysis.console.ConsoleBrowser;
import io.streamwheel.analysis.site.KeyEntry;
import io.streamwheel.analysis.site.KeyHolder;
import io.streamwheel.analysis.site.KeyKind;
import io.streamwheel.analysis.site.NewSite;
import io.streamwheel.analysis.site.SiteId;
import io.streamwheel.analysis.site.SiteKeys;
import io.streamwheel.analysis.site.SiteRegister;
import io.streamwheel.analysis.site.Sites;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.By;
import org.openqa.selenium.WindowType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The screen Sites and keys, as somebody uses it; and what the interface makes of its keys. */
@ExtendWith(OutputCaptureExtension.class)
class ITSitesScreen {

    @RegisterExtension static final ConsoleBrowser console = ConsoleBrowser.empty();

    private static final String HOSTILE =
            "<script>document.title='hacked'</script><img src=x onerror=\"document.title='hacked'\">";

    private static int sites;

    private static <T> T bean(Class<T> type) {
        return console.service().getBean(type);
    }

    private static SiteId id(String site) {
        return bean(Sites.class).find(site).orElseThrow();
    }

    private static List<KeyEntry> valid(String site) {
        return bean(SiteKeys.class).list(id(site)).stream().filter(KeyEntry::isValid).toList();
    }

    private static long newest(String site, KeyKind kind) {
        return valid(site).stream()
                .filter(key -> key.kind() == kind)
                .mapToLong(KeyEntry::id)
                .max()
                .orElseThrow();
    }

    /** What the interface answers to that key. */
    private static int status(String key) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(console.address("/v1/pipeline")))
                                .header("X-API-Key", key)
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    /** A new site, which the page is about. */
    private static NewSite open() {
        NewSite made = bean(SiteRegister.class).add("shop-" + ++sites).orElseThrow();
        show(made.name());
        return made;
    }

    private static void show(String site) {
        await().atMost(ConsoleBrowser.PATIENCE)
                .until(() -> {
                    console.open("/console/sites");
                    return !console.all("#site-name option[value='%s']".formatted(site)).isEmpty();
                });
        console.click("#site-name option[value='%s']".formatted(site));
        console.awaitText("#keys-title", site);
        console.first("#key-make");
    }

    private static Object run(String script, Object... arguments) {
        return console.browser().executeScript(script, arguments);
    }

    @Test
    void aSiteIsMadeAndItsKeysWorkAndAreShownOnce() throws Exception {
        console.open("/console/sites");
        console.awaitText("#sites", "shown here");
        console.type("#site-new", "made-here");
        console.click("form[hx-post='/console/sites/new'] button");
        String writeKey = console.first("#made-write").getText();
        String serverKey = console.first("#made-server").getText();
        assertThat(status(serverKey)).isEqualTo(200);
        assertThat(status(writeKey)).isEqualTo(403);
        console.awaitText("#sites", "made-here");
        console.screenshots("sites-made");
        console.click("#site-made form button");
        console.awaitText("#keys-title", "made-here");
        assertThat(console.browser().getPageSource()).doesNotContain(serverKey, writeKey);
        console.browser().navigate().back();
        console.first("#sites li");
        assertThat(console.browser().getPageSource()).doesNotContain(serverKey, writeKey);

        console.type("#site-new", "made-here");
        console.click("form[hx-post='/console/sites/new'] button");
        console.awaitText("#site-made", "of that name already");
        console.assertComplaintsOnlyOf(422);
    }

    @Test
    void aKeyIsMadeRotatedAndRevoked() throws Exception {
        NewSite site = open();
        console.click("#key-kind option[value='server']");
        console.click("#key-make");
        String first = console.first("#keys-made code").getText();
        assertThat(first).startsWith("sk_");
        assertThat(status(first)).isEqualTo(200);
        long firstId = newest(site.name(), KeyKind.SERVER);
        console.click("#keys-made [data-copy]");
        console.awaitText("#keys-made [data-copy]", "Copied");
        console.first("#rotate-" + firstId);
        console.screenshots("sites");

        console.click("#rotate-" + firstId);
        console.awaitText(".step", "stays valid beside it");
        console.click(".step button");
        await().atMost(ConsoleBrowser.PATIENCE)
                .until(() -> console.all("#keys-made .once").size() == 2);
        String second = console.first("#keys-made code").getText();
        assertThat(second).isNotEqualTo(first).startsWith("sk_");
        assertThat(status(first)).isEqualTo(200);
        assertThat(status(second)).isEqualTo(200);

        console.first("#rotate-" + newest(site.name(), KeyKind.SERVER));
        console.click("#revoke-" + firstId);
        console.awaitText(".step", "is refused from now on");
        console.screenshots("sites-revoke");
        console.click("#revoke-now-" + firstId);
        console.awaitText("#keys-said", "is revoked");
        assertThat(status(first)).isEqualTo(401);
        assertThat(status(second)).isEqualTo(200);
        console.awaitText(".revoked summary", "1 revoked");

        console.click("#keys-made [data-dismiss]");
        console.click("#keys-made [data-dismiss]");
        assertThat(console.browser().getPageSource()).doesNotContain(first, second);
    }

    @Test
    void theOnlyKeysOfASiteAreWarnedOfAndTheLastServerKeyStays() throws Exception {
        NewSite site = open();
        long server = newest(site.name(), KeyKind.SERVER);
        console.click("#revoke-" + server);
        console.awaitText(".step", "only server key of " + site.name());
        assertThat(console.all("#revoke-now-" + server)).isEmpty();
        run(
                "htmx.ajax('POST', '/console/sites/keys/revoke',"
                        + " {target: '#keys-said', values: {site: arguments[0], id: arguments[1]}})",
                site.name(),
                server);
        console.awaitText("#keys-said", "only server key");
        assertThat(status(site.serverKey())).isEqualTo(200);
        console.assertComplaintsOnlyOf(422);

        console.click("#ask-%d [hx-get]".formatted(server));
        console.awaitText(".step", "stays valid beside it");

        long write = newest(site.name(), KeyKind.WRITE);
        console.click("#revoke-" + write);
        console.awaitText("#ask-" + write, "only write key of " + site.name());
        console.screenshots("sites-only-key");
        console.click("#ask-" + write + " [data-dismiss]");
        assertThat(console.all("#ask-" + write + " .step")).isEmpty();
        assertThat(console.browser().switchTo().activeElement().getDomAttribute("id"))
                .isEqualTo("revoke-" + write);
    }

    @Test
    void aFormThatIsSentTwiceMakesOneKey() {
        NewSite site = open();
        run("const make = document.getElementById('key-make'); make.click(); make.click()");
        console.first("#keys-made code");
        assertThat(valid(site.name())).hasSize(3);
        console.browser().navigate().refresh();
        String form =
                console.first("#keys .make").findElement(By.name("form")).getDomAttribute("value");
        assertThat(console.all("#keys-made code")).isEmpty();
        assertThat(valid(site.name())).hasSize(3);

        String send =
                "htmx.ajax('POST', '/console/sites/keys', {target: '#keys-said',"
                        + " values: {site: arguments[0], kind: 'write', form: arguments[1]}})";
        run(send, site.name(), form);
        console.first("#keys-made code");
        run(send, site.name(), form);
        console.awaitText("#keys-said", "sent before");
        assertThat(valid(site.name())).hasSize(4);
        console.assertComplaintsOnlyOf(422);
    }

    @Test
    void aKeyIsOfTheSiteThatThePageShowsWhateverAnotherTabChose() {
        NewSite other = open();
        NewSite shown = open();
        String tab = console.browser().getWindowHandle();
        console.browser().switchTo().newWindow(WindowType.TAB);
        show(other.name());
        console.browser().close();
        console.browser().switchTo().window(tab);
        console.click("#key-make");
        console.awaitText("#keys-made", shown.name());
        assertThat(valid(shown.name())).hasSize(3);
        assertThat(valid(other.name())).hasSize(2);
    }

    @Test
    void aKeyThatSomebodyElseRevokedIsSaidToBe() {
        NewSite site = open();
        long write = newest(site.name(), KeyKind.WRITE);
        console.click("#rotate-" + write);
        console.first(".step");
        bean(SiteKeys.class).revoke(KeyHolder.operatorOf(id(site.name())), write);
        console.click(".step button");
        console.awaitText("#keys-said", "not valid any more");
        assertThat(valid(site.name())).hasSize(1);
        console.assertComplaintsOnlyOf(422);
    }

    @Test
    void aHostileNameIsShownAndDoesNotRun() {
        bean(JdbcClient.class)
                .sql("INSERT INTO site (name) VALUES (?) ON CONFLICT DO NOTHING")
                .param(HOSTILE)
                .update();
        await().atMost(ConsoleBrowser.PATIENCE)
                .until(() -> {
                    console.open("/console/sites");
                    return console.first("#site-name").getText().contains("<script>");
                });
        console.awaitText("#sites", HOSTILE);
        run(
                "[...document.querySelectorAll('#sites li')]"
                        + ".find(row => row.textContent.includes('<script>'))"
                        + ".querySelector('button').click()");
        console.awaitText("#keys-title", HOSTILE);
        console.click("#key-make");
        console.awaitText("#keys-made h3", HOSTILE);
        run("document.getElementById('site-new').removeAttribute('pattern')");
        console.type("#site-new", "<b>bold</b>");
        console.click("form[hx-post='/console/sites/new'] button");
        console.awaitText("#site-made", "A name is a small letter");
        assertThat(console.first("#site-made").getText()).doesNotContain("bold");
        assertThat(console.browser().getTitle()).isEqualTo("Sites and keys · Streamwheel");
        console.assertComplaintsOnlyOf(422);
    }

    @Test
    void aNameThatIsTooLongIsRefusedInWords() {
        open();
        run("document.getElementById('site-new').removeAttribute('maxlength')");
        console.type("#site-new", "a".repeat(64));
        console.click("form[hx-post='/console/sites/new'] button");
        console.awaitText("#site-made", "up to 62 small letters");
        assertThat(bean(Sites.class).find("a".repeat(64))).isEmpty();
        console.assertComplaintsOnlyOf(422);
    }

    @Test
    void noAnswerWithAKeyIsKept() {
        NewSite site = open();
        Object kept =
                console.browser()
                        .executeAsyncScript(
                                """
                                const done = arguments[1];
                                const headers = JSON.parse(document.body.getAttribute("hx-headers"));
                                const body = new URLSearchParams({ site: arguments[0], kind: "server", form: "of-the-test" });
                                fetch("/console/sites/keys", { method: "POST", headers, body })
                                  .then((answer) => answer.text().then((text) => done(
                                    `${answer.status} ${/sk_[0-9a-f]{40}/.test(text)} ${answer.headers.get("Cache-Control")}`)))
                                """,
                                site.name());
        assertThat(kept).asString().startsWith("200 true ").contains("no-store");
    }

    @Test
    void keysNeverReachALog(CapturedOutput output) {
        NewSite site = open();
        console.click("#key-make");
        String key = console.first("#keys-made code").getText();
        long id = newest(site.name(), KeyKind.WRITE);
        await().atMost(ConsoleBrowser.PATIENCE)
                .until(() ->
                        output.getAll()
                                .contains(
                                        "write key %d of site %d was made by the operator"
                                                .formatted(id, id(site.name()).value())));
        assertThat(output.getAll()).doesNotContain(key, site.writeKey(), site.serverKey());
    }

    @Test
    void withoutADatabaseEachPartSaysSoAndAKeyCanBeMadeWhenItIsBack() {
        NewSite site = open();
        console.database().refuse();
        console.click("#key-make");
        console.awaitText("#keys-said", "The database does not answer");
        console.open("/console/sites");
        for (String part : List.of("#sites", "#keys", "#scenarios")) {
            console.awaitText(part, "The database does not answer");
        }
        console.database().heal();
        console.awaitText("#sites", site.name());
        console.first("#key-make");
        assertThat(valid(site.name())).hasSize(2);
        console.click("#key-make");
        console.first("#keys-made code");
        assertThat(valid(site.name())).hasSize(3);
        console.assertComplaintsOnlyOf(503);
    }
}
