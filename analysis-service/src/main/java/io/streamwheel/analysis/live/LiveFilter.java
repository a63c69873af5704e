package io.streamwheel.analysis.live;

/**
 * Which events somebody wants to see; an empty text wants all. Each is compared as it is.
 *
 * @param fate a slug of {@link io.streamwheel.analysis.pipeline.Fate}
 * @param visitor a user id or an anonymous id, of the two that the event bears itself
 * @param item one of the items of the event
 */
public record LiveFilter(String fate, String type, String visitor, String item) {

    /** Everything. */
    public static final LiveFilter ALL = new LiveFilter("", "", "", "");

    /** Whether it asks for what a copy that ends before the store does not bear. */
    public boolean isOfContent() {
        return !type.isEmpty() || !visitor.isEmpty() || !item.isEmpty();
    }

    public boolean isAll() {
        return equals(ALL);
    }

    /** Whether an event is wanted that is {@code its}. */
    boolean wantsFate(String its) {
        return isWanted(fate, its);
    }

    boolean wantsType(String its) {
        return isWanted(type, its);
    }

    static boolean isWanted(String wanted, String its) {
        return wanted.isEmpty() || wanted.equals(its);
    }
}
