package io.streamwheel.testkit.openapi;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * What a good description keeps to: OpenAPI 3.1 as Swagger's parser knows it, JSON Schema 2020-12
 * as its own meta-schema says, and that nothing is named twice, never, or wrongly.
 */
final class DescriptionRules {

    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");
    private static final Schema META_SCHEMA =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

    private final Document document;
    private final List<Operation> operations;
    private final List<String> faults = new ArrayList<>();

    DescriptionRules(Document document, List<Operation> operations) {
        this.document = document;
        this.operations = operations;
    }

    List<String> faults() {
        faults.addAll(
                new OpenAPIV3Parser()
                        .readContents(document.root().toString(), null, null)
                        .getMessages());
        if (!document.root().path("openapi").asString("").startsWith("3.1.")) {
            faults.add("openapi must be 3.1");
        }
        referencesLeadSomewhereAndComponentsAreUsed();
        walk(document.root(), "", this::schemaIsOne);
        operationsAreNamedAndSorted();
        operations.forEach(this::pathParametersAreThoseOfThePath);
        operations.forEach(this::examplesKeepToTheirSchema);
        return faults;
    }

    private void referencesLeadSomewhereAndComponentsAreUsed() {
        Set<String> used = new HashSet<>();
        walk(
                document.root(),
                "",
                (pointer, node) -> {
                    if (node.path("$ref").isString()) {
                        String target = node.path("$ref").asString();
                        used.add(target);
                        if (!target.startsWith("#/")
                                || document.root().at(target.substring(1)).isMissingNode()) {
                            faults.add(pointer + " refers to " + target + ", which is not there");
                        }
                    }
                });
        document.root()
                .path("components")
                .properties()
                .forEach(kind ->
                        kind.getValue()
                                .propertyNames()
                                .forEach(name -> {
                                    String target = "#/components/" + kind.getKey() + "/" + name;
                                    if (!used.contains(target)
                                            && !kind.getKey().equals("securitySchemes")) {
                                        faults.add(target + " is not used");
                                    }
                                }));
    }

    private void schemaIsOne(String pointer, JsonNode node) {
        boolean schema =
                pointer.endsWith("/schema") || pointer.matches("/components/schemas/[^/]+");
        if (schema && !pointer.contains("/example")) {
            META_SCHEMA.validate(node).forEach(each -> faults.add(pointer + ": " + each));
        }
    }

    private void operationsAreNamedAndSorted() {
        Set<String> ids = new HashSet<>();
        Set<String> tags = new HashSet<>();
        document.root().path("tags").forEach(tag -> tags.add(tag.path("name").asString()));
        Set<String> schemes =
                new HashSet<>(document.root().at("/components/securitySchemes").propertyNames());
        for (Operation each : operations) {
            String id = each.node().path("operationId").asString("");
            if (id.isEmpty() || !ids.add(id)) {
                faults.add(each.route() + " needs an operationId of its own, not '" + id + "'");
            }
            if (each.node().path("summary").asString("").isEmpty()) {
                faults.add(each.route() + " needs a summary");
            }
            JsonNode own = each.node().path("tags");
            if (own.size() != 1 || !tags.contains(own.path(0).asString())) {
                faults.add(each.route() + " needs one of the tags " + tags);
            }
            for (JsonNode way : each.node().path("security")) {
                if (!schemes.containsAll(way.propertyNames())) {
                    faults.add(each.route() + " names a security scheme that is not there");
                }
            }
        }
    }

    private void pathParametersAreThoseOfThePath(Operation operation) {
        Set<String> variables = new TreeSet<>();
        VARIABLE.matcher(operation.path()).results().forEach(each -> variables.add(each.group(1)));
        if (!variables.equals(operation.parameters("path"))) {
            faults.add(
                    "%s has %s in its path, and describes %s"
                            .formatted(operation.route(), variables, operation.parameters("path")));
        }
    }

    private void examplesKeepToTheirSchema(Operation operation) {
        for (Map.Entry<String, JsonNode> media : operation.requestContent().properties()) {
            media.getValue()
                    .path("examples")
                    .properties()
                    .forEach(example ->
                            document.complaints(
                                            media.getValue().path("schema"),
                                            example.getValue().path("value"))
                                    .forEach(each ->
                                            faults.add(
                                                    operation.route()
                                                            + ", example "
                                                            + example.getKey()
                                                            + each)));
        }
    }

    private static void walk(JsonNode node, String pointer, BiConsumer<String, JsonNode> visitor) {
        visitor.accept(pointer, node);
        for (Map.Entry<String, JsonNode> each : node.properties()) {
            String name = each.getKey().replace("~", "~0").replace("/", "~1");
            walk(each.getValue(), pointer + "/" + name, visitor);
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            walk(node.get(i), pointer + "/" + i, visitor);
        }
    }
}
