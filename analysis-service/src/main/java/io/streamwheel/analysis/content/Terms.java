package io.streamwheel.analysis.content;

import io.streamwheel.analysis.catalogue.Card;
import io.streamwheel.analysis.catalogue.Item;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/**
 * What an item is described by: the words of its title, its categories, and what its properties
 * say. Each counts once, and a word is not the category of the same name.
 */
final class Terms {

    private static final int MAX_WORDS = 32;
    private static final int MAX_WORD = 40;

    private static final float CATEGORY_WEIGHT = 2;

    private Terms() {}

    /** A category is said on purpose, a word of a title may be an ornament. */
    static float weight(String term) {
        return term.startsWith("c:") ? CATEGORY_WEIGHT : 1;
    }

    static Set<String> of(Card card) {
        Set<String> terms = new LinkedHashSet<>();
        Item item = card.item();
        for (String category : item.categories()) {
            terms.add("c:" + category);
        }
        for (String trait : card.traits()) {
            terms.add("p:" + trait);
        }
        if (item.title() != null) {
            addWords(terms, item.title());
        }
        return terms;
    }

    /** Letters and digits of any script, in small letters; one of them alone says nothing. */
    private static void addWords(Set<String> terms, String title) {
        String text = title.toLowerCase(Locale.ROOT);
        int words = 0;
        int start = 0;
        for (int i = 0; i <= text.length() && words < MAX_WORDS; i++) {
            if (i == text.length() || !Character.isLetterOrDigit(text.charAt(i))) {
                if (i - start > 1 && i - start <= MAX_WORD) {
                    terms.add("t:" + text.substring(start, i));
                    words++;
                }
                start = i + 1;
            }
        }
    }
}
