package io.streamwheel.analysis.site;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Builds what knows sites and keys. It stands here and not in an adapter package because the
 * repositories are nobody else's business.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SiteBootstrapSettings.class)
class SiteConfiguration {

    @Bean
    SiteRepository siteRepository(JdbcClient jdbc) {
        return new SiteRepository(jdbc);
    }

    @Bean
    ApiKeyRepository apiKeyRepository(JdbcClient jdbc) {
        return new ApiKeyRepository(jdbc);
    }

    @Bean
    SiteBootstrap siteBootstrap(
            SiteRepository sites,
            ApiKeyRepository keys,
            TransactionOperations transaction,
            SiteBootstrapSettings settings) {
        SiteBootstrap bootstrap = new SiteBootstrap(sites, keys);
        if (!settings.site().isEmpty()) { // else no database is needed until somebody asks
            // One transaction: nobody sees a site with one of its two keys.
            transaction.executeWithoutResult(status -> bootstrap.run(settings));
        }
        return bootstrap;
    }

    @Bean
    Sites sites(SiteRepository repository, SiteBootstrap madeBefore) {
        return new Sites(repository);
    }

    @Bean
    ApiKeys apiKeys(ApiKeyRepository repository, SiteBootstrap madeBefore) {
        return new ApiKeys(repository::holders);
    }

    @Bean
    AdminKey adminKey(
            ApiKeyRepository repository,
            SiteBootstrap madeBefore,
            @Value("${streamwheel.analysis.admin-key:}") String key) {
        AdminKey admin = new AdminKey(key);
        admin.requireUnknownTo(repository);
        return admin;
    }

    @Bean
    KeyMint keyMint() {
        return new KeyMint();
    }

    @Bean
    Atomically atomically(TransactionOperations transaction) {
        return work -> transaction.executeWithoutResult(status -> work.run());
    }

    @Bean
    SiteKeys siteKeys(
            SiteRepository sites,
            ApiKeyRepository keys,
            Atomically atomically,
            KeyMint mint,
            KeyRefresh refresh) {
        return new SiteKeys(sites, keys, atomically, mint, refresh::refresh);
    }

    @Bean
    SiteRegister siteRegister(
            SiteRepository sites,
            ApiKeyRepository keys,
            Atomically atomically,
            KeyMint mint,
            KeyRefresh refresh) {
        return new SiteRegister(sites, keys, atomically, mint, refresh::refresh);
    }

    @Bean
    RevokedKeys revokedKeys(
            ApiKeyRepository keys,
            SiteBootstrapSettings settings,
            @Value("${streamwheel.analysis.revoked-key-retention:30d}") Duration retention,
            Clock clock) {
        List<String> configured =
                Stream.of(settings.writeKey(), settings.serverKey())
                        .filter(key -> !key.isEmpty())
                        .toList();
        RevokedKeys revoked = new RevokedKeys(keys, retention, configured, clock);
        revoked.start();
        return revoked;
    }

    @Bean
    KeyRefresh keyRefresh(
            ApiKeys keys, @Value("${streamwheel.analysis.key-refresh:2s}") Duration interval) {
        KeyRefresh refresh = new KeyRefresh(keys);
        refresh.start(interval);
        return refresh;
    }
}
