package io.streamwheel.analysis.console;

/**
 * An entry of the navigation.
 *
 * @param name the part of the address and the directory of its templates: {@code /console/NAME}
 * @param title what people read
 * @param symbol the id of its picture in {@code symbols.html}
 */
public record Screen(String name, String title, String symbol) {

    public String address() {
        return "/console/" + name;
    }
}
