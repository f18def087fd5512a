package org.almoner.dataset.bulk;

import java.util.ArrayList;
import java.util.List;

/**
 * What a server says went wrong in an export: the issues of the OperationOutcomes it gave out with it.
 *
 * @param errors how many are of severity error or fatal, or cannot be understood
 * @param others how many are of severity warning or information
 * @param first the first of them, errors before others; {@value #KEPT} of each at most
 */
public record ExportProblems(long errors, long others, List<Issue> first) {

    static final int KEPT = 20;
    static final ExportProblems NONE = new ExportProblems(0, 0, List.of());

    /**
     * @param severity {@code fatal}, {@code error}, {@code warning} or {@code information}
     * @param code FHIR's type of the issue, such as {@code processing}
     * @param text at most 300 characters
     */
    public record Issue(String severity, String code, String text) {

        boolean isError() {
            return switch (severity) {
                case "warning", "information", "success" -> false;
                default -> true;
            };
        }

        @Override
        public String toString() {
            return severity + " (" + code + "): " + text;
        }
    }

    ExportProblems plus(ExportProblems more) {
        var kept = new ArrayList<Issue>();
        for (boolean error : new boolean[] {true, false}) {
            first.stream().filter(issue -> issue.isError() == error).limit(KEPT).forEach(kept::add);
            long room = KEPT
                    - kept.stream().filter(issue -> issue.isError() == error).count();
            more.first.stream()
                    .filter(issue -> issue.isError() == error)
                    .limit(room)
                    .forEach(kept::add);
        }
        return new ExportProblems(errors + more.errors, others + more.others, List.copyOf(kept));
    }

    static ExportProblems of(Issue issue) {
        return new ExportProblems(issue.isError() ? 1 : 0, issue.isError() ? 0 : 1, List.of(issue));
    }
}
