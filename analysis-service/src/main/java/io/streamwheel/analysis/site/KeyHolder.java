package io.streamwheel.analysis.site;

/**
 * Whose key it is, and of which kind. A handler method that declares a parameter of this type gets
 * what the request's server key tells.
 *
 * @param keyId {@code api_key.key_id}; 0 for the console's operator
 */
public record KeyHolder(long keyId, SiteId site, KeyKind kind) {

    private static final long OPERATOR = 0;

    /** The console's operator, who may change the keys of every site and shows none. */
    public static KeyHolder operatorOf(SiteId site) {
        return new KeyHolder(OPERATOR, site, KeyKind.SERVER);
    }

    boolean isOperator() {
        return isOperator(keyId);
    }

    /** Whether it is no key, but the console's operator. */
    public static boolean isOperator(long keyId) {
        return keyId == OPERATOR;
    }
}
