package org.almoner.dataset.view;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.almoner.dataset.row.RowSink;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** A data set's views over a real population have the rows that a naive evaluator finds. */
class RealPopulationTest {
    private static final JsonMapper EXACT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    @TestFactory
    List<DynamicTest> types() throws IOException {
        var population = SampleViews.population("synthea-p10-20250101");
        assumeTrue(Files.isDirectory(population), "no population beside the checkout");
        return SampleViews.all().entrySet().stream()
                .map(type -> DynamicTest.dynamicTest(
                        type.getKey(), () -> compare(type, SampleViews.read(population, type.getKey()))))
                .toList();
    }

    private static void compare(Map.Entry<String, List<ViewDefinition>> type, byte[] ndjson) {
        var views = type.getValue();
        var evaluator = CompiledViews.compile(type.getKey(), views).newEvaluator();
        int resources = 0;
        for (int start = 0; start < ndjson.length; ) {
            int end = start;
            while (ndjson[end] != '\n') {
                end++;
            }
            var sinks = new ArrayList<Rows>();
            views.forEach(_ -> sinks.add(new Rows()));
            assertThat(evaluator.evaluate(ndjson, start, end - start, sinks.toArray(RowSink[]::new)))
                    .isEqualTo(Evaluator.Outcome.EVALUATED);
            var tree = EXACT.readTree(new String(ndjson, start, end - start, StandardCharsets.UTF_8));
            assertThat(evaluator.id()).isEqualTo(tree.get("id").stringValue());
            for (int i = 0; i < views.size(); i++) {
                List<List<@Nullable String>> expected = new NaiveView(views.get(i)).rows(tree);
                assertThat(sinks.get(i).rows())
                        .as(views.get(i).label() + " " + evaluator.id())
                        .isEqualTo(expected);
            }
            resources++;
            start = end + 1;
        }
        assertThat(resources).isPositive();
    }
}
