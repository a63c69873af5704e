package io.streamwheel.testkit.openapi;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * An OpenAPI document, in which an object schema that does not say otherwise has no members but
 * those that it names. Clients should not count on that; a test should.
 */
final class Document {

    private static final SchemaRegistry SCHEMAS =
            SchemaRegistry.withDialect(
                    Dialects.getOpenApi31(),
                    builder ->
                            builder.schemaRegistryConfig(
                                    SchemaRegistryConfig.builder()
                                            .formatAssertionsEnabled(true)
                                            .build()));

    private static final Set<String> EXAMPLES = Set.of("example", "examples");

    private final JsonNode root;
    private final Map<JsonNode, Schema> compiled = new ConcurrentHashMap<>();

    Document(String json) {
        root = JsonMapper.shared().readTree(json);
        close(root);
    }

    JsonNode root() {
        return root;
    }

    /** What a reference leads to; the node itself where it is none. */
    JsonNode resolve(JsonNode node) {
        JsonNode resolved = node;
        while (resolved.path("$ref").isString()) {
            resolved = root.at(resolved.path("$ref").asString().substring(1));
        }
        return resolved;
    }

    /** What of the value breaks the schema, as sentences. */
    List<String> complaints(JsonNode schema, JsonNode value) {
        return compiled.computeIfAbsent(schema, this::compile).validate(value).stream()
                .map(Error::toString)
                .toList();
    }

    private Schema compile(JsonNode schema) {
        ObjectNode whole = JsonMapper.shared().createObjectNode();
        whole.setAll((ObjectNode) schema);
        whole.set("components", root.path("components"));
        return SCHEMAS.getSchema(whole);
    }

    private static void close(JsonNode node) {
        if (node instanceof ObjectNode object
                && object.path("properties").isObject()
                && !object.has("$ref")
                && !object.has("additionalProperties")
                && isSchema(object)) {
            object.put("additionalProperties", false);
        }
        for (Map.Entry<String, JsonNode> each : node.properties()) {
            if (!EXAMPLES.contains(each.getKey())) { // a value may look like a schema
                close(each.getValue());
            }
        }
        if (node.isArray()) {
            node.forEach(Document::close);
        }
    }

    /** A map of properties may have one of that name. */
    private static boolean isSchema(ObjectNode object) {
        return object.path("type").isString() || object.path("type").isArray();
    }
}
