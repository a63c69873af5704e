package io.streamwheel.standalone.demo;

/**
 * Draws a product as SVG: the department gives shape and colour, the kind turns the colour a little
 * and chooses the ground, the series sets how dark it is.
 */
final class Picture {

    private Picture() {}

    static String of(Product product) {
        Department department = product.department();
        int hue = Math.floorMod(department.hue + (product.kind() - 4) * 5, 360);
        int lightness = 40 + product.series() * 4;
        String main = colour(hue, 62, lightness);
        String dark = colour(hue + 14, 55, lightness - 18);
        String light = colour(hue - 24, 80, 92);
        return """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 240" role="img" aria-label="%s">
        <defs><linearGradient id="g" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="%s"/><stop offset="1" stop-color="%s"/></linearGradient></defs>
        <rect width="240" height="240" fill="url(#g)"/>
        %s
        <g transform="translate(%s) scale(%s)">%s</g>
        </svg>
        """
                .formatted(
                        Html.escape(product.title()),
                        colour(hue - 10, 60, 88),
                        colour(hue + 30, 55, 72),
                        ground(product.kind(), colour(hue + 40, 60, 82)),
                        offset(product.kind()),
                        scale(product.kind()),
                        department.shape.drawn(main, dark, light));
    }

    /** Nine grounds, one for each kind of thing in a department. */
    private static String ground(int kind, String colour) {
        String marks =
                switch (kind % 9) {
                    case 0 -> "<circle cx=\"120\" cy=\"120\" r=\"100\"/>";
                    case 1 -> "<path d=\"M0 170 C60 130 180 210 240 160 V240 H0 Z\"/>";
                    case 2 ->
                            "<circle cx=\"30\" cy=\"40\" r=\"46\"/><circle cx=\"214\" cy=\"196\" r=\"64\"/>";
                    case 3 ->
                            "<path d=\"M0 60 L60 0 H110 L0 110 Z M130 240 L240 130 V180 L180 240 Z\"/>";
                    case 4 -> "<rect x=\"26\" y=\"26\" width=\"188\" height=\"188\" rx=\"38\"/>";
                    case 5 -> "<path d=\"M120 0 L240 120 L120 240 L0 120 Z\"/>";
                    case 6 -> "<path d=\"M0 0 H240 V70 C160 110 80 30 0 70 Z\"/>";
                    case 7 ->
                            "<circle cx=\"48\" cy=\"192\" r=\"30\"/><circle cx=\"196\" cy=\"44\" r=\"38\"/>"
                                    + "<circle cx=\"40\" cy=\"56\" r=\"16\"/><circle cx=\"206\" cy=\"200\" r=\"14\"/>";
                    default -> "<path d=\"M0 190 H240 V240 H0 Z M0 150 H240 V164 H0 Z\"/>";
                };
        return "<g fill=\"" + colour + "\">" + marks + "</g>";
    }

    private static String scale(int kind) {
        return kind % 2 == 0 ? "1" : "0.9";
    }

    private static String offset(int kind) {
        return kind % 2 == 0 ? "40 40" : "48 48";
    }

    private static String colour(int hue, int saturation, int lightness) {
        return "hsl(" + Math.floorMod(hue, 360) + "," + saturation + "%," + lightness + "%)";
    }
}
