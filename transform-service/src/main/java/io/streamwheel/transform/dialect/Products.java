package io.streamwheel.transform.dialect;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads products in the words of Segment's e-commerce specification, version 2. */
final class Products {

    private static final String[] PROPERTIES = {"brand", "variant", "sku", "coupon", "position"};

    private Products() {}

    /**
     * The products with an id: those of {@code products}, or the properties themselves as the only
     * one where the meaning allows that.
     *
     * @param idNames where the id may be, best first
     */
    static List<Mention> of(Tree properties, Meaning meaning, String... idNames) {
        List<Tree> listed = properties.at("products").elements();
        List<Tree> products =
                listed.isEmpty() && !meaning.listedOnly() ? List.of(properties) : listed;
        List<Mention> mentions = new ArrayList<>(products.size());
        for (int position = 0; position < products.size(); position++) {
            Tree product = products.get(position);
            String itemId = product.firstText(idNames);
            if (itemId != null) {
                mentions.add(
                        new Mention(
                                position,
                                itemId,
                                meaning.amount().of(product),
                                item(product, properties.text("currency"))));
            }
        }
        return mentions;
    }

    /**
     * @param currency of the whole event
     */
    static DecodedItem item(Tree product, @Nullable String currency) {
        String own = product.text("currency");
        return new DecodedItem(
                product.text("name"),
                product.texts("category"),
                product.text("url"),
                product.text("image_url"),
                product.number("price"),
                own == null ? currency : own,
                Scalar.of(product, PROPERTIES));
    }
}
