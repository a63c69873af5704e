package io.streamwheel.standalone;

import io.streamwheel.standalone.demo.DemoShop;
import io.streamwheel.standalone.demo.Door;
import java.util.Optional;

/** What is printed when everything runs: addresses, keys, and commands that work as pasted. */
final class Greeting {

    private Greeting() {}

    /**
     * @param page whether the demo shop has its page there
     */
    static String of(Door door, String dataDirectory, Optional<DemoShop> demo, boolean page) {
        String start = top(door, dataDirectory) + (page ? shopPage(door) : "");
        return demo.map(shop -> start + demoCommands(door, shop)).orElse(start + command(door));
    }

    private static String command(Door door) {
        return """

        Post an event:

        %s
        """
                .formatted(click(door, "u1", "p1"));
    }

    private static String demoCommands(Door door, DemoShop shop) {
        return """

        1. Post a click event:

        %s

        2. Personal recommendations of a demo visitor:

        %s

        3. Items similar to "%s":

        %s
        """
                .formatted(
                        click(door, shop.exampleVisitor(), shop.exampleItem()),
                        get(door, "/v1/users/" + shop.exampleVisitor() + "/recommendations?n=5"),
                        shop.exampleTitle(),
                        get(door, "/v1/items/" + shop.exampleItem() + "/similar?n=5"));
    }

    private static String top(Door door, String dataDirectory) {
        return """

        Streamwheel runs.

          console      %s/   user operator, password  %s
          analysis     %s   server key  %s
          ingest       %s   write key   %s
          data         %s
        """
                .formatted(
                        door.analysis(),
                        door.consolePassword(),
                        door.analysis(),
                        door.serverKey(),
                        door.ingest(),
                        door.writeKey(),
                        dataDirectory);
    }

    private static String shopPage(Door door) {
        return "  demo shop    " + door.analysis() + DemoShop.PATH + "\n";
    }

    private static String click(Door door, String visitor, String item) {
        return "curl -sS -X POST "
                + door.ingest()
                + "/v1/events -H 'Authorization: Bearer "
                + quoted(door.writeKey())
                + "' -H 'Content-Type: application/json' -d '{\"type\":\"click\",\"userId\":\""
                + visitor
                + "\",\"itemId\":\""
                + item
                + "\"}'";
    }

    private static String get(Door door, String path) {
        return "curl -sS '"
                + door.analysis()
                + path
                + "' -H 'Authorization: Bearer "
                + quoted(door.serverKey())
                + "'";
    }

    /** For the inside of single quotes of a shell. */
    private static String quoted(String text) {
        return text.replace("'", "'\\''");
    }
}
