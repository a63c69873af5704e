package io.streamwheel.testkit.openapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an OpenAPI document says of a service, to be compared with what the service does. */
public final class ApiDescription {

    private static final String PROBLEM = "application/problem+json";
    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "patch", "head", "trace");

    private final Document document;

    /** By method and path. */
    private final Map<String, Operation> operations = new TreeMap<>();

    public ApiDescription(String json) {
        document = new Document(json);
        for (Map.Entry<String, JsonNode> path : document.root().path("paths").properties()) {
            for (Map.Entry<String, JsonNode> each : path.getValue().properties()) {
                if (METHODS.contains(each.getKey())) {
                    Operation operation =
                            new Operation(
                                    document,
                                    each.getKey(),
                                    path.getKey(),
                                    path.getValue(),
                                    each.getValue());
                    operations.put(operation.route(), operation);
                }
            }
        }
    }

    /** What breaks the rules of OpenAPI 3.1, or our own. Empty for a good description. */
    public List<String> faults() {
        return new DescriptionRules(document, List.copyOf(operations.values())).faults();
    }

    /** Where description and service differ; each line says what is missing where. */
    public List<String> differences(Map<String, ServedRoute> served) {
        List<String> differences = new ArrayList<>();
        Set<String> all = new TreeSet<>(operations.keySet());
        all.addAll(served.keySet());
        for (String route : all) {
            Operation operation = operations.get(route);
            ServedRoute handler = served.get(route);
            if (operation == null) {
                differences.add(route + " is served: describe it under paths in openapi.yml");
            } else if (handler == null) {
                differences.add(route + " is described in openapi.yml, but not served");
            } else {
                compare(route, "path", handler.path(), operation, false, differences);
                compare(
                        route,
                        "query",
                        handler.query(),
                        operation,
                        handler.readsMore(),
                        differences);
            }
        }
        return differences;
    }

    private static void compare(
            String route,
            String place,
            Set<String> read,
            Operation operation,
            boolean readsMore,
            List<String> differences) {
        Set<String> described = operation.parameters(place);
        for (String name : read) {
            if (!described.contains(name)) {
                differences.add(
                        "%s reads the %s parameter %s: describe it under its parameters"
                                .formatted(route, place, name));
            }
        }
        for (String name : described) {
            if (!read.contains(name) && !readsMore) {
                differences.add(
                        "%s does not read the %s parameter %s, which is described"
                                .formatted(route, place, name));
            }
        }
    }

    /**
     * Holds a real answer against the description.
     *
     * @throws AssertionError status, content type, header or body are not as described; or the
     *     route is not described and the answer is something else than a problem
     */
    public void check(Exchange exchange) {
        if (exchange.method().equals("OPTIONS") || exchange.method().equals("HEAD")) {
            return; // preflights are described in prose; what GET is, HEAD is
        }
        Operation operation = find(exchange.method(), exchange.target());
        List<String> complaints =
                operation == null ? undescribed(exchange) : operation.complaints(exchange);
        if (!complaints.isEmpty()) {
            throw new AssertionError(
                    exchange
                            + ", is not as openapi.yml describes it:\n  "
                            + String.join("\n  ", complaints)
                            + "\n"
                            + exchange.body());
        }
    }

    private static List<String> undescribed(Exchange exchange) {
        String type = exchange.header().apply("Content-Type");
        return exchange.status() >= 400 && type != null && type.startsWith(PROBLEM)
                ? List.of()
                : List.of("there is no such operation");
    }

    private @Nullable Operation find(String method, String target) {
        String path = target.split("\\?", 2)[0];
        String bare =
                path.length() > 1 && path.endsWith("/")
                        ? path.substring(0, path.length() - 1)
                        : path;
        Operation exact = operations.get(method + " " + bare);
        return exact != null
                ? exact
                : Stream.of("[^/]+", ".+")
                        .flatMap(segment ->
                                operations.values().stream()
                                        .filter(each -> each.matches(method, bare, segment)))
                        .findFirst()
                        .orElse(null);
    }

    /** Every example of a request body. */
    public List<Example> examples() {
        return operations.values().stream().flatMap(each -> each.examples().stream()).toList();
    }

    /** Every operation, such as {@code GET /v1/items/{id}}. */
    public Set<String> routes() {
        return new TreeSet<>(operations.keySet());
    }

    /** The routes that are open to everybody. */
    public Set<String> open() {
        Set<String> open = new TreeSet<>();
        for (Operation each : operations.values()) {
            if (!each.needsKey()) {
                open.add(each.route());
            }
        }
        return open;
    }

    /** The last parts of all problem types that are named anywhere, with the statuses beside. */
    public Map<String, Set<Integer>> problems() {
        Map<String, Set<Integer>> problems = new TreeMap<>();
        for (JsonNode response : document.root().path("components").path("responses")) {
            addProblem(response, problems);
        }
        operations.values().forEach(each -> each.responses().forEach(r -> addProblem(r, problems)));
        return problems;
    }

    private void addProblem(JsonNode response, Map<String, Set<Integer>> problems) {
        JsonNode schema = response.path("content").path(PROBLEM).path("schema");
        JsonNode members = schema.path("properties").isObject() ? schema : document.resolve(schema);
        int status = members.at("/properties/status/const").asInt(0);
        for (JsonNode type : members.at("/properties/type/enum")) {
            String slug = type.asString().substring(type.asString().lastIndexOf('/') + 1);
            problems.computeIfAbsent(slug, _ -> new TreeSet<>()).add(status);
        }
    }

    static @Nullable JsonNode read(String json) {
        try {
            return JsonMapper.shared().readTree(json);
        } catch (JacksonException e) {
            return null;
        }
    }
}
