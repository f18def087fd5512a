package org.almoner.server.operations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.almoner.server.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;

/** The metrics that operators are told to watch are those that the server has. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MetricsTest {

    private static final Path PAGE = Path.of("../docs/operators.md");

    /** In the rules of the page, a metric is what has labels. */
    private static final Pattern IN_RULE = Pattern.compile("(?m)^ *expr:.*?\\b([a-z_]+)\\{([^}]*)}");

    private static final Pattern IN_TEXT = Pattern.compile("`(almoner_[a-z_]+)`");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=");
    private static final Pattern MEASURED = Pattern.compile("(?m)^([a-z_]+)(?:\\{(.*)})? ");

    /** What Prometheus itself knows of whom it asks. */
    private static final Set<String> OF_PROMETHEUS = Set.of("up", "job");

    private final TestServer server = TestServer.start();

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void whatTheRulesAskForIsThereWithItsLabels() throws IOException {
        server.get("/openapi.json");
        var metrics = metrics();
        var rules = IN_RULE.matcher(Files.readString(PAGE)).results().toList();

        assertThat(rules).hasSizeGreaterThan(4);
        for (var rule : rules) {
            if (!OF_PROMETHEUS.contains(rule.group(1))) {
                assertThat(labels(metrics, rule.group(1)))
                        .as(rule.group())
                        .containsAll(LABEL.matcher(rule.group(2))
                                .results()
                                .map(label -> label.group(1))
                                .filter(label -> !OF_PROMETHEUS.contains(label))
                                .toList());
            }
        }
    }

    @Test
    void thePageNamesAllOfOurs() throws IOException {
        var named = IN_TEXT.matcher(Files.readString(PAGE))
                .results()
                .map(name -> name.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        var ours = MEASURED.matcher(metrics())
                .results()
                .map(metric -> metric.group(1))
                .filter(name -> name.startsWith("almoner_"))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(named).isEqualTo(ours);
    }

    private String metrics() {
        var answer = server.get("/actuator/prometheus", server.asAdmin());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    private static Set<String> labels(String metrics, String name) {
        var found = MEASURED.matcher(metrics)
                .results()
                .filter(metric -> metric.group(1).equals(name))
                .toList();
        assertThat(found).as(name + " in " + metrics).isNotEmpty();
        return found.stream()
                .map(MetricsTest::labelText)
                .flatMap(text -> LABEL.matcher(text).results())
                .map(label -> label.group(1))
                .collect(Collectors.toSet());
    }

    private static String labelText(MatchResult metric) {
        var labels = metric.group(2);
        return labels == null ? "" : labels;
    }
}
