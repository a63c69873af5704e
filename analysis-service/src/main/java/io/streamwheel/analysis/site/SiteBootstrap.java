package io.streamwheel.analysis.site;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the first site and its keys. Doing it again changes nothing, and several instances may do
 * it at once.
 */
final class SiteBootstrap {

    private static final Logger LOG = LoggerFactory.getLogger(SiteBootstrap.class);

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
        if (keys.add(site.id(), kind, key)) {
            LOG.info("added the {} key of site {}", kind.slug(), site.name());
        }
        ApiKey known = keys.findByText(key).orElseThrow();
        if (!known.holder().site().equals(site.id()) || known.holder().kind() != kind) {
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
