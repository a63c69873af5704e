package io.streamwheel.testkit.openapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.StringNode;

/** One method of one path. */
final class Operation {

    private final Document document;
    private final String method;
    private final String path;
    private final JsonNode pathItem;
    private final JsonNode node;

    Operation(Document document, String method, String path, JsonNode pathItem, JsonNode node) {
        this.document = document;
        this.method = method.toUpperCase(Locale.ROOT);
        this.path = path;
        this.pathItem = pathItem;
        this.node = node;
    }

    String route() {
        return method + " " + path;
    }

    JsonNode node() {
        return node;
    }

    String path() {
        return path;
    }

    /**
     * @param segment the pattern of what a parameter of the path stands for
     */
    boolean matches(String otherMethod, String otherPath, String segment) {
        return method.equals(otherMethod)
                && Pattern.matches(
                        Pattern.quote(path).replaceAll("\\{\\w+}", "\\\\E" + segment + "\\\\Q"),
                        otherPath);
    }

    List<JsonNode> parameters() {
        return Stream.concat(
                        pathItem.path("parameters").valueStream(),
                        node.path("parameters").valueStream())
                .map(document::resolve)
                .toList();
    }

    Set<String> parameters(String place) {
        Set<String> names = new TreeSet<>();
        for (JsonNode each : parameters()) {
            if (each.path("in").asString().equals(place)) {
                names.add(each.path("name").asString());
            }
        }
        return names;
    }

    boolean needsKey() {
        JsonNode security = node.has("security") ? node : document.root();
        return !security.path("security").isEmpty();
    }

    List<JsonNode> responses() {
        return node.path("responses").valueStream().map(document::resolve).toList();
    }

    List<String> complaints(Exchange exchange) {
        JsonNode response =
                document.resolve(node.path("responses").path(String.valueOf(exchange.status())));
        if (response.isMissingNode()) {
            return List.of("the status " + exchange.status() + " is not among its responses");
        }
        List<String> complaints = new ArrayList<>();
        for (Map.Entry<String, JsonNode> each : response.path("headers").properties()) {
            checkHeader(each.getKey(), document.resolve(each.getValue()), exchange, complaints);
        }
        checkBody(response.path("content"), exchange, complaints);
        return complaints;
    }

    private void checkHeader(
            String name, JsonNode header, Exchange exchange, List<String> complaints) {
        String value = exchange.header().apply(name);
        if (value == null || value.isEmpty()) {
            if (header.path("required").asBoolean(false)) {
                complaints.add("the header " + name + " is missing");
            }
            return;
        }
        JsonNode schema = header.path("schema");
        JsonNode read =
                schema.path("type").asString("").equals("integer") && value.matches("[0-9]{1,9}")
                        ? IntNode.valueOf(Integer.parseInt(value))
                        : StringNode.valueOf(value);
        document.complaints(schema, read)
                .forEach(each -> complaints.add("the header " + name + each));
    }

    private void checkBody(JsonNode content, Exchange exchange, List<String> complaints) {
        String header = exchange.header().apply("Content-Type");
        if (content.isEmpty()) {
            if (!exchange.body().isEmpty()) {
                complaints.add("there is a body, and none is described");
            }
            return;
        }
        String type = header == null ? "" : header.split(";", 2)[0].strip();
        JsonNode media = content.path(type);
        if (media.isMissingNode()) {
            complaints.add("the content type '" + type + "' is not described");
        } else if (type.endsWith("json")) {
            JsonNode body = ApiDescription.read(exchange.body());
            if (body == null) {
                complaints.add("the body is not JSON");
            } else {
                complaints.addAll(document.complaints(media.path("schema"), body));
            }
        }
    }

    private int success() {
        return node.path("responses")
                .propertyStream()
                .map(Map.Entry::getKey)
                .filter(status -> status.startsWith("2"))
                .mapToInt(Integer::parseInt)
                .findFirst()
                .orElseThrow();
    }

    JsonNode requestContent() {
        return document.resolve(node.path("requestBody")).path("content");
    }

    List<Example> examples() {
        List<Example> examples = new ArrayList<>();
        for (Map.Entry<String, JsonNode> media : requestContent().properties()) {
            for (Map.Entry<String, JsonNode> each :
                    media.getValue().path("examples").properties()) {
                add(examples, media.getKey(), each.getKey(), each.getValue().path("value"));
            }
            if (media.getValue().has("example")) {
                add(examples, media.getKey(), "example", media.getValue().path("example"));
            }
        }
        return examples;
    }

    private void add(List<Example> examples, String type, String name, JsonNode value) {
        String body =
                value.isString() ? value.asString() : JsonMapper.shared().writeValueAsString(value);
        examples.add(new Example(method, path, name, type, body, success(), needsKey()));
    }
}
