package io.streamwheel.event;

import java.util.Set;

/** The vocabulary of event types. A site may add its own words: {@code [a-z][a-z0-9_.-]{0,63}}. */
public final class EventTypes {

    public static final String VIEW = "view";
    public static final String CLICK = "click";
    public static final String IMPRESSION = "impression";
    public static final String CART = "cart";
    public static final String UNCART = "uncart";
    public static final String PURCHASE = "purchase";
    public static final String REFUND = "refund";
    public static final String LIKE = "like";
    public static final String DISLIKE = "dislike";
    public static final String RATING = "rating";
    public static final String SHARE = "share";
    public static final String SEARCH = "search";
    public static final String PAGE = "page";
    public static final String IDENTIFY = "identify";
    public static final String FOLLOW = "follow";
    public static final String UNFOLLOW = "unfollow";

    /**
     * The visitor wants to be told of the {@code targetUserId} no more. A site that used the word
     * for something else goes on to do so: without a {@code targetUserId} it means nothing here.
     */
    public static final String DISMISS = "dismiss";

    /** The types that are about an item and so need an {@code itemId}. */
    public static final Set<String> OF_ITEMS =
            Set.of(
                    VIEW,
                    CLICK,
                    IMPRESSION,
                    CART,
                    UNCART,
                    PURCHASE,
                    REFUND,
                    LIKE,
                    DISLIKE,
                    RATING,
                    SHARE);

    /** The types that are about another user and so need a {@code targetUserId}. */
    public static final Set<String> OF_USERS = Set.of(FOLLOW, UNFOLLOW);

    private static final Set<String> OF_FOLLOWING = Set.of(FOLLOW, UNFOLLOW, DISMISS);

    private static final int MAX_LENGTH = 64;

    private EventTypes() {}

    /** Whether a type says, with a {@code targetUserId}, how somebody stands to another user. */
    public static boolean isOfFollowing(String type) {
        return OF_FOLLOWING.contains(type);
    }

    /**
     * Whether a type is well-formed: a lower-case letter, then up to 63 letters, digits, {@code _},
     * {@code .} or {@code -}.
     */
    public static boolean isWellFormed(String type) {
        int length = type.length();
        if (length == 0 || length > MAX_LENGTH || !isLetter(type.charAt(0))) {
            return false;
        }
        for (int i = 1; i < length; i++) {
            char c = type.charAt(i);
            if (!isLetter(c) && !(c >= '0' && c <= '9') && c != '_' && c != '.' && c != '-') {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z';
    }
}
