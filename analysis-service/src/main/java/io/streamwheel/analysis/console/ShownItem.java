package io.streamwheel.analysis.console;

import io.streamwheel.analysis.catalogue.Item;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An item as the screens show it.
 *
 * @param title the id where nobody said a title
 * @param picture an address of http; empty where there is none to show
 */
public record ShownItem(
        String itemId, String title, String picture, List<String> categories, String price) {

    public static ShownItem of(String itemId, @Nullable Item item) {
        if (item == null) {
            return new ShownItem(itemId, itemId, "", List.of(), "");
        }
        String title = item.title();
        return new ShownItem(
                itemId,
                title == null || title.isBlank() ? itemId : title,
                picture(item.imageUrl()),
                item.categories(),
                price(item));
    }

    private static String picture(@Nullable String address) {
        return address != null && address.matches("(?i)https?://.*") ? address : "";
    }

    private static String price(Item item) {
        if (item.price() == null) {
            return "";
        }
        String amount = String.format(Locale.ROOT, "%,.2f", item.price());
        return item.currency() == null ? amount : amount + " " + item.currency();
    }

    /** What stands in the place of a picture. */
    public String initial() {
        int first = title.codePointAt(0);
        return Character.isLetterOrDigit(first)
                ? Character.toString(Character.toUpperCase(first))
                : "·";
    }
}
