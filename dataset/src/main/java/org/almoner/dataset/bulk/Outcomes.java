package org.almoner.dataset.bulk;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads FHIR OperationOutcomes. */
final class Outcomes {

    private static final int LONGEST = 300;

    /** The code {@code transient} of FHIR's issue types, and those under it. */
    private static final Set<String> TRANSIENT =
            Set.of("transient", "lock-error", "no-store", "exception", "timeout", "incomplete", "throttled");

    private Outcomes() {}

    /** The issues in the body of an answer; none if it is no OperationOutcome. */
    static List<ExportProblems.Issue> of(String body) {
        return Json.object(body)
                .filter(Outcomes::isOutcome)
                .map(Outcomes::issues)
                .orElse(List.of());
    }

    static boolean isTransient(List<ExportProblems.Issue> issues) {
        return issues.stream().anyMatch(issue -> TRANSIENT.contains(issue.code()));
    }

    /** The issues in a file with one OperationOutcome after the other. What cannot be read counts as an error. */
    static ExportProblems in(Path file) throws IOException {
        var found = ExportProblems.NONE;
        try (var in = new BufferedInputStream(Contents.open(file));
                var outcomes = Json.MAPPER
                        .readerFor(JsonNode.class)
                        .without(tools.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                        .<JsonNode>readValues(in)) {
            while (outcomes.hasNextValue()) {
                var outcome = outcomes.nextValue();
                if (!isOutcome(outcome)) {
                    found = found.plus(ExportProblems.of(unreadable(file)));
                    continue;
                }
                for (var issue : issues(outcome)) {
                    found = found.plus(ExportProblems.of(issue));
                }
            }
        } catch (JacksonException _) {
            found = found.plus(ExportProblems.of(unreadable(file)));
        }
        return found;
    }

    private static ExportProblems.Issue unreadable(Path file) {
        return new ExportProblems.Issue(
                "error", "structure", "there is something else than an OperationOutcome in " + file.getFileName());
    }

    private static boolean isOutcome(JsonNode node) {
        return Json.text(node, "resourceType").equals(Optional.of("OperationOutcome"));
    }

    private static List<ExportProblems.Issue> issues(JsonNode outcome) {
        var issues = new ArrayList<ExportProblems.Issue>();
        for (var issue : outcome.path("issue")) {
            var text = Json.text(issue.get("details"), "text")
                    .or(() -> Json.text(issue, "diagnostics"))
                    .orElse("no text");
            issues.add(new ExportProblems.Issue(
                    Json.text(issue, "severity").map(Outcomes::bounded).orElse("error"),
                    Json.text(issue, "code").map(Outcomes::bounded).orElse("unknown"),
                    bounded(text)));
        }
        return issues;
    }

    /** Text of a server, fit for a line of a log. */
    static String bounded(String text) {
        var line = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }
}
