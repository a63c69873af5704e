package io.streamwheel.analysis.site;

/** A key of a site, as it is kept: without its text. */
record ApiKey(SiteId site, KeyEntry entry) {

    KeyHolder holder() {
        return new KeyHolder(entry.id(), site, entry.kind());
    }

    boolean isRevoked() {
        return !entry.isValid();
    }
}
