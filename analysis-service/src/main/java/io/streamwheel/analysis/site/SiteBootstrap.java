package io.streamwheel.analysis.site;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the first site and its keys. Doing it again changes nothing, and several instances may do
 * it at once.
 */
final class SiteBootstrap {

    private static final Logger LOG = LoggerFactory.getLogger(SiteBootstrap.class);
    private static final int PREFIX_LENGTH = 6;

    private final SiteRepository sites;
    private final ApiKeyRepository keys;

    SiteBootstrap(SiteRepository sites, ApiKeyRepository keys) {
        this.sites = sites;
        this.keys = keys;
    }

    void run(SiteBootstrapSettings settings) {
        if (settings.site().isEmpty()) {
            return;
        }
        if (sites.addIfAbsent(settings.site()) > 0) {
            LOG.info("made site {}", settings.site());
        }
        Site site = sites.findByName(settings.site()).orElseThrow();
        addKey(site, KeyKind.WRITE, settings.writeKey());
        addKey(site, KeyKind.SERVER, settings.serverKey());
    }

    private void addKey(Site site, KeyKind kind, String key) {
        if (key.isEmpty()) {
            return;
        }
        byte[] hash = KeyHash.ofKey(key).toByteArray();
        String prefix = key.substring(0, PREFIX_LENGTH);
        if (keys.addIfAbsent(site.id().value(), hash, kind.slug(), prefix) > 0) {
            LOG.info("added the {} key of site {}", kind.slug(), site.name());
        }
        ApiKey known = keys.findByHash(hash).orElseThrow();
        if (!known.holder().equals(new KeyHolder(site.id(), kind))) {
            throw new IllegalStateException(
                    "the configured %s key of site %s is already the %s key of site number %d"
                            .formatted(
                                    kind.slug(),
                                    site.name(),
                                    known.holder().kind().slug(),
                                    known.holder().site().value()));
        }
        if (known.isRevoked()) {
            LOG.warn("the configured {} key of site {} is revoked", kind.slug(), site.name());
        }
    }
}
