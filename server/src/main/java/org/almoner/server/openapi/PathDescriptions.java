package org.almoner.server.openapi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import org.almoner.server.web.SnakeCase;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.stereotype.Component;

import static java.util.Map.entry;

/** Says what the variables in paths are, in the one place where each of these words is explained, and puts paths in order. */
@Component
class PathDescriptions implements GlobalOpenApiCustomizer {

    private static final Pattern VARIABLE = Pattern.compile("\\{([^}]+)}");

    private record Word(String description, String example) {}

    private static final Map<String, Word> WORDS = Map.ofEntries(
            entry("product_slug", new Word("The product, by its slug.", "example-product-slug-12")),
            entry("sub_product_slug", new Word("The sub-product of that product.", "example-sub-product-slug-34")),
            entry("version_slug", new Word("The version of that sub-product.", "2022-october-93")),
            entry("file_name", new Word("The file, percent-encoded.", "example_file_name.csv")),
            entry(
                    "file_id",
                    new Word("The file, by its id in the list of files.", "5d1b1f3a-5f0c-4c55-b9c1-1c7b2f0a9d10")),
            entry(
                    "path",
                    new Word(
                            "What the link shows between its prefix and its query.",
                            "example-product-slug-12/00393482300wD/example-sub-product-slug-34/2022-october-93/example_file_name.csv")),
            entry("mnemonic", new Word("The organization, by its mnemonic.", "cernerdemo")),
            entry("key_id", new Word("The key, by its kid.", "pVQ0m6E8sI3DYdJmC0bm9lcbRzGZVGrpVIMDDOs0R3k")),
            entry("certificate_id", new Word("The certificate, by its hash.", "5f8b0f0e6c1e4f0c9d3f2f2c3c9f3d0a")),
            entry("subscription_id", new Word("The subscription.", "228cc6c9-dcd8-4c92-9f3a-77f55176b9e3")),
            entry("topic_name", new Word("The topic, by its name.", "icd-10-cm-12_us-34")),
            entry("client_id", new Word("The client.", "3jpkvy4lzr09r5hpa5bguhgm")),
            entry("secret_id", new Word("The secret of that client.", "6f1c2a44-1d0e-4f0e-9d3c-6a6b7f0d9c11")),
            entry(
                    "population_mnemonic",
                    new Word("The population of that organization, by its mnemonic.", "demopopulation")),
            entry("feed_id", new Word("The feed of that population.", "0d2f4c0e-54b5-4b0a-8d5e-0f5f3b1c2a77")),
            entry("job_id", new Word("The job.", "7a1f0b52-3c9d-4e0e-9a55-1f0d6c1b2e88")),
            entry("extract_id", new Word("The extract.", "159")));

    @Override
    public void customise(OpenAPI api) {
        var paths = new TreeMap<String, PathItem>();
        api.getPaths().forEach((path, item) -> paths.put(inSnakeCase(path), item));
        paths.forEach((path, item) -> {
            var variables = variables(path);
            item.readOperations().forEach(operation -> describe(operation, variables));
        });
        var ordered = new Paths();
        paths.forEach(ordered::addPathItem);
        api.setPaths(ordered);
    }

    private static String inSnakeCase(String path) {
        return VARIABLE.matcher(path).replaceAll(variable -> "{" + SnakeCase.of(variable.group(1)) + "}");
    }

    private static List<String> variables(String path) {
        return VARIABLE.matcher(path)
                .results()
                .map(variable -> variable.group(1))
                .toList();
    }

    private static void describe(Operation operation, List<String> variables) {
        if (variables.isEmpty()) {
            return;
        }
        var parameters = new LinkedHashMap<String, Parameter>();
        variables.forEach(name -> parameters.put("path " + name, variable(name)));
        if (operation.getParameters() != null) {
            operation.getParameters().stream()
                    .filter(parameter -> !"path".equals(parameter.getIn()))
                    .forEach(parameter -> parameters.put(parameter.getIn() + " " + parameter.getName(), parameter));
        }
        operation.setParameters(new ArrayList<>(parameters.values()));
        EndpointDescriptions.add(operation.getResponses(), "404", "NotFound");
    }

    private static Parameter variable(String name) {
        var word = WORDS.get(name);
        if (word == null) {
            throw new IllegalStateException("Nobody said what {" + name + "} in a path is; say it here");
        }
        var schema = new Schema<String>();
        schema.setTypes(Set.of("string"));
        return new Parameter()
                .name(name)
                .in("path")
                .required(true)
                .description(word.description())
                .example(word.example())
                .schema(schema);
    }
}
