package io.streamwheel.analysis.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.analysis.AnalysisApplication;
import io.streamwheel.analysis.TestServers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What stays of keys after their revocation. */
@DirtiesContext // else it goes on to take from the queues of the next test
@SpringBootTest(
        classes = AnalysisApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.name=analysis-service",
            "management.server.port=0",
            "streamwheel.analysis.bootstrap.site=shop",
            "streamwheel.analysis.bootstrap.write-key=" + ITRevokedKeys.CONFIGURED,
            "streamwheel.analysis.bootstrap.server-key=sk_configured_of_the_test",
            "streamwheel.analysis.revoked-key-retention=20d"
        })
class ITRevokedKeys {

    static final String CONFIGURED = "wk_configured_of_the_test";

    @Autowired private RevokedKeys revoked;
    @Autowired private SiteBootstrap bootstrap;
    @Autowired private SiteBootstrapSettings settings;
    @Autowired private ApiKeyRepository keys;
    @Autowired private Sites sites;
    @Autowired private JdbcClient database;

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) {
        TestServers.register(registry);
    }

    @Test
    void keysAreDeletedAWhileAfterTheirRevocationButNotConfiguredOnes() {
        for (String key : List.of("wk_valid", "wk_of_late", "wk_of_old")) {
            keys.add(sites.find("shop").orElseThrow(), KeyKind.WRITE, key);
        }
        revoke("wk_of_late", 19);
        revoke("wk_of_old", 21);
        revoke(CONFIGURED, 400);

        revoked.delete();

        assertThat(keys.findByText("wk_valid")).isPresent();
        assertThat(keys.findByText("wk_of_late")).isPresent();
        assertThat(keys.findByText("wk_of_old")).isEmpty();
        bootstrap.run(settings); // as the next start does
        assertThat(keys.findByText(CONFIGURED).orElseThrow().isRevoked()).isTrue();
    }

    private void revoke(String key, int daysAgo) {
        int rows =
                database.sql(
                                "UPDATE api_key SET revoked_at = now() - make_interval(days => ?)"
                                        + " WHERE key_hash = ?")
                        .param(daysAgo)
                        .param(KeyHash.ofKey(key).toByteArray())
                        .update();
        assertThat(rows).isOne();
    }
}
