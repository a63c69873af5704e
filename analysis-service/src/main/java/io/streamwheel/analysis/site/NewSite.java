package io.streamwheel.analysis.site;

/**
 * A site that was made just now, with its first two keys, which nobody will see again.
 *
 * @param writeKey public; for the collector
 * @param serverKey secret; for everything that asks
 */
public record NewSite(String name, String writeKey, String serverKey) {

    /** Without the keys. */
    @Override
    public String toString() {
        return "NewSite[name=" + name + "]";
    }
}
