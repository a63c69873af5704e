package io.streamwheel.analysis.catalogue;

/** The parts of an item that people may say. */
public enum ItemField {
    TITLE("title"),
    CATEGORIES("categories"),
    URL("url"),
    IMAGE_URL("imageUrl"),
    PRICE("price"),
    CURRENCY("currency"),
    AVAILABLE("available"),
    AVAILABLE_FROM("availableFrom"),
    AVAILABLE_UNTIL("availableUntil"),
    HIDDEN("hidden"),
    PROPERTIES("properties");

    private final String json;

    ItemField(String json) {
        this.json = json;
    }

    /** Its name in a request. */
    public String json() {
        return json;
    }
}
