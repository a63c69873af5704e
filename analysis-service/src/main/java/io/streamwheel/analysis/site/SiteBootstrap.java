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
        if (sites.addIfAbsent(settings.site())) {
            LOG.info("made site {}", settings.site());
        }
        SiteId site = sites.find(settings.site()).orElseThrow();
        addKey(settings.site(), site, KeyKind.WRITE, settings.writeKey());
        addKey(settings.site(), site, KeyKind.SERVER, settings.serverKey());
    }

    private void addKey(String name, SiteId site, KeyKind kind, String key) {
        if (key.isEmpty()) {
            return;
        }
        if (keys.add(site, kind, key)) {
            LOG.info("added the {} key of site {}", kind.slug(), name);
        }
        ApiKey known = keys.findByText(key).orElseThrow();
        if (!known.holder().site().equals(site) || known.holder().kind() != kind) {
            throw new IllegalStateException(
                    "the configured %s key of site %s is already the %s key of site number %d"
                            .formatted(
                                    kind.slug(),
                                    name,
                                    known.holder().kind().slug(),
                                    known.holder().site().value()));
        }
        if (known.isRevoked()) {
            LOG.warn("the configured {} key of site {} is revoked", kind.slug(), name);
        }
    }
}
