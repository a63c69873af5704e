package io.streamwheel.transport;

/**
 * How a publisher or consumer stands with the broker, for readiness.
 *
 * @param up whether it works
 * @param cause in words, when it does not; empty otherwise
 */
public record LinkState(boolean up, String cause) {

    public static final LinkState UP = new LinkState(true, "");

    public static LinkState down(String cause) {
        return new LinkState(false, cause);
    }
}
