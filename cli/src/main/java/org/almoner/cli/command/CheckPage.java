package org.almoner.cli.command;

import java.nio.file.Path;

import org.almoner.codeset.rule.CheckReport;

/** What came of a check as a page of its own: nothing in it is fetched from elsewhere, and nothing in it runs. */
final class CheckPage {

    private static final String STYLE = """
            body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; color: #222 }
            table { border-collapse: collapse; width: 100%; margin: 1rem 0 2rem }
            th, td { text-align: left; vertical-align: top; padding: .3rem .8rem .3rem 0; border-bottom: 1px solid #ddd }
            td.number { text-align: right } td.key { font-family: monospace; white-space: nowrap }
            .error { color: #a40000 } .warning { color: #8a5a00 } .passes { color: #1a6b1a }
            """;

    private final StringBuilder html = new StringBuilder();

    private CheckPage() {}

    static String of(Path path, CheckReport report) {
        var page = new CheckPage();
        page.write(path, report);
        return page.html.toString();
    }

    private void write(Path path, CheckReport report) {
        html.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n");
        element("title", "", "Check of " + path.getFileName());
        html.append("<style>").append(STYLE).append("</style></head><body>\n");
        element("h1", "", String.valueOf(path.getFileName()));
        element(
                "p",
                report.passes() ? "passes" : "error",
                CheckResult.of(report).heading() + ".");
        html.append("<table><tr><th>Table</th><th>Rows</th><th>Before</th><th>File</th></tr>\n");
        for (var file : report.files()) {
            html.append("<tr>");
            element("td", "", file.table());
            element("td", "number", Long.toString(file.rows()));
            element("td", "number", file.rowsBefore().map(String::valueOf).orElse(""));
            element("td", "", file.name() + (file.whole() ? "" : " (not read to its end)"));
            html.append("</tr>\n");
        }
        html.append("</table>\n");
        report.counts().forEach(count -> rule(count, report));
        if (!report.unchecked().isEmpty()) {
            element("h2", "", "Not checked");
            html.append("<ul>");
            report.unchecked().forEach(sentence -> element("li", "", sentence));
            html.append("</ul>\n");
        }
        html.append("</body></html>\n");
    }

    private void rule(CheckReport.Count count, CheckReport report) {
        element(
                "h2",
                count.severity().word(),
                count.rule().word() + ": " + count.findings() + " "
                        + count.severity().word() + "s");
        element("p", "", count.rule().explanation());
        html.append("<table><tr><th>File</th><th>Line</th><th>Key</th><th></th></tr>\n");
        report.findings().stream()
                .filter(finding -> finding.rule() == count.rule() && finding.severity() == count.severity())
                .forEach(finding -> {
                    html.append("<tr>");
                    element("td", "", finding.file());
                    element("td", "number", finding.line() > 0 ? Long.toString(finding.line()) : "");
                    element("td", "key", finding.key());
                    element("td", "", finding.message());
                    html.append("</tr>\n");
                });
        html.append("</table>\n");
    }

    private void element(String name, String style, String text) {
        html.append('<').append(name);
        if (!style.isEmpty()) {
            html.append(" class=\"").append(style).append('"');
        }
        html.append('>').append(escaped(text)).append("</").append(name).append('>');
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
