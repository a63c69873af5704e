package io.streamwheel.analysis.history;

import io.streamwheel.event.EventTypes;

/** What sort of interest a deed shows: three are told apart, so that a set of them is a byte. */
public enum DeedKind {
    /** Looked at it: views, clicks, and every type that nobody put elsewhere. */
    LOOK,

    /** Thought of having it, or said something of it: cart, like, share, rating. */
    INTENT,

    /** Has it. */
    PURCHASE;

    /** Of an interaction's type. */
    public static DeedKind of(String type) {
        return switch (type) {
            case EventTypes.PURCHASE, EventTypes.REFUND -> PURCHASE;
            case EventTypes.CART,
                    EventTypes.UNCART,
                    EventTypes.LIKE,
                    EventTypes.SHARE,
                    EventTypes.RATING ->
                    INTENT;
            default -> LOOK;
        };
    }

    /** The set that has only this one. */
    public byte bit() {
        return (byte) (1 << ordinal());
    }
}
