package io.streamwheel.analysis.site;

/**
 * The surrogate key of a site. A handler method that declares a parameter of this type gets the
 * site of the server key that the request carries; no request without such a key comes that far.
 *
 * @param value {@code site.site_id}
 */
public record SiteId(int value) {

    public SiteId {
        if (value < 1) {
            throw new IllegalArgumentException("a site id is positive: " + value);
        }
    }
}
