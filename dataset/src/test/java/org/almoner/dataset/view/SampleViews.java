package org.almoner.dataset.view;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

import tools.jackson.databind.json.JsonMapper;

/** Views as a data set has them, and real populations to run them over, where present. */
final class SampleViews {
    private SampleViews() {}

    /** By type of resource. */
    static Map<String, List<ViewDefinition>> all() throws IOException {
        try (var in = SampleViews.class.getResourceAsStream("views.json")) {
            if (in == null) {
                throw new IllegalStateException("views.json is missing");
            }
            var views = new TreeMap<String, List<ViewDefinition>>();
            for (var json : new JsonMapper().readTree(in)) {
                var view = ViewDefinition.parse(json);
                views.computeIfAbsent(view.resource(), _ -> new ArrayList<>()).add(view);
            }
            return views;
        }
    }

    /** The folder of a population beside the checkout, or further up; need not be there. */
    static Path population(String name) {
        var place = Path.of("shared", "data", "fhir", name);
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve(place))) {
                return folder.resolve(place);
            }
        }
        return place;
    }

    /** NDJSON of one type, whole. */
    static byte[] read(Path population, String type) throws IOException {
        try (var in = new GZIPInputStream(Files.newInputStream(population.resolve(type + ".ndjson.gz")), 1 << 16)) {
            return in.readAllBytes();
        }
    }
}
