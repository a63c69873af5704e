package io.streamwheel.analysis.site;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The site and the keys that are made at the first start.
 *
 * @param site its name; empty makes none
 * @param writeKey the public key; empty makes none
 * @param serverKey the secret key; empty makes none
 */
@ConfigurationProperties("streamwheel.analysis.bootstrap")
record SiteBootstrapSettings(
        @DefaultValue("") String site,
        @DefaultValue("") String writeKey,
        @DefaultValue("") String serverKey) {

    private static final int MIN_KEY_LENGTH = 16;

    SiteBootstrapSettings {
        requireLength("write-key", writeKey);
        requireLength("server-key", serverKey);
        if (site.isEmpty() && !(writeKey.isEmpty() && serverKey.isEmpty())) {
            throw new IllegalArgumentException(
                    "streamwheel.analysis.bootstrap.site must name the site of the keys that are"
                            + " given");
        }
        if (!writeKey.isEmpty() && writeKey.equals(serverKey)) {
            throw new IllegalArgumentException(
                    "streamwheel.analysis.bootstrap: write-key and server-key must differ, for the"
                            + " first is public");
        }
    }

    private static void requireLength(String name, String key) {
        if (!key.isEmpty() && key.length() < MIN_KEY_LENGTH) {
            throw new IllegalArgumentException(
                    "streamwheel.analysis.bootstrap.%s must have at least %d characters: %d"
                            .formatted(name, MIN_KEY_LENGTH, key.length()));
        }
    }

    /** Without the keys. */
    @Override
    public String toString() {
        return "SiteBootstrapSettings[site=" + site + "]";
    }
}
