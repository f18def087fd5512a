package org.almoner.server.codeset;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.almoner.codeset.diff.Change.Kind;
import org.almoner.server.codeset.ReleaseReport.TableReport;
import org.almoner.server.web.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/** A form that release notes are written in. What files say is text in it, and never a tag or a mark. */
sealed interface NotesForm {

    void paragraph(String text);

    /** What has changed in each table of a release. */
    void numbers(String profile, List<TableReport> tables);

    /** The first of those that have become something. */
    void changes(Kind kind, Page<ChangeJson> page);

    /** All of it; nothing comes after. */
    String end();

    /** A page for browsers. */
    final class Html implements NotesForm {

        private final StringBuilder text = new StringBuilder();

        Html(String title) {
            text.append("<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>")
                    .append(escaped(title))
                    .append(
                            "</title>\n<style>body{font:16px/1.5 sans-serif;max-width:60em;margin:2em auto;padding:0 1em}")
                    .append(
                            "table{border-collapse:collapse}td,th{border:1px solid #ccc;padding:.2em .6em;text-align:left;")
                    .append("vertical-align:top}td.n,th.n{text-align:right}</style>\n<h1>")
                    .append(escaped(title))
                    .append("</h1>\n");
        }

        @Override
        public void paragraph(String paragraph) {
            text.append("<p>").append(escaped(paragraph)).append("</p>\n");
        }

        @Override
        public void numbers(String profile, List<TableReport> tables) {
            text.append("<h2>").append(escaped(profile)).append("</h2>\n<table>\n<tr>");
            Words.headings()
                    .forEach(heading ->
                            text.append("<th>").append(escaped(heading)).append("</th>"));
            text.append("</tr>\n");
            for (var table : tables) {
                text.append("<tr>");
                Words.row(table)
                        .forEach(cell -> text.append("<td class=\"n\">")
                                .append(escaped(cell))
                                .append("</td>"));
                text.append("</tr>\n");
            }
            text.append("</table>\n<p>Codes in force are counted.</p>\n");
        }

        @Override
        public void changes(Kind kind, Page<ChangeJson> page) {
            text.append("<h2>").append(escaped(Words.heading(kind, page))).append("</h2>\n<table>\n");
            for (var change : page.items()) {
                text.append("<tr><td>")
                        .append(escaped(change.table()))
                        .append("</td><td>")
                        .append(escaped(Words.code(change)))
                        .append("</td><td>")
                        .append(escaped(Words.cells(change)))
                        .append("</td></tr>\n");
            }
            text.append("</table>\n");
        }

        @Override
        public String end() {
            return text.append("</html>\n").toString();
        }

        private static String escaped(String raw) {
            return HtmlUtils.htmlEscape(raw, "UTF-8");
        }
    }

    /** GitHub Flavored Markdown, for its tables. */
    final class Markdown implements NotesForm {

        private final StringBuilder text = new StringBuilder();

        Markdown(String title) {
            text.append("# ").append(escaped(title)).append("\n\n");
        }

        @Override
        public void paragraph(String paragraph) {
            text.append(escaped(paragraph)).append("\n\n");
        }

        @Override
        public void numbers(String profile, List<TableReport> tables) {
            text.append("## ").append(escaped(profile)).append("\n\n");
            row(Words.headings());
            text.append("|---|---:|---:|---:|---:|---:|---:|---:|---:|\n");
            tables.forEach(table -> row(Words.row(table)));
            text.append("\nCodes in force are counted.\n\n");
        }

        @Override
        public void changes(Kind kind, Page<ChangeJson> page) {
            text.append("## ").append(escaped(Words.heading(kind, page))).append("\n\n");
            row(List.of("Table", "Code", "What"));
            text.append("|---|---|---|\n");
            page.items().forEach(change -> row(List.of(change.table(), Words.code(change), Words.cells(change))));
            text.append('\n');
        }

        private void row(List<String> cells) {
            text.append(cells.stream().map(Markdown::escaped).collect(Collectors.joining(" | ", "| ", " |\n")));
        }

        @Override
        public String end() {
            return text.toString();
        }

        /** What would begin something else than text, or end a cell. */
        private static String escaped(String raw) {
            return raw.replaceAll("([\\\\`*_\\[\\]<>|#])", "\\\\$1").replaceAll("\\R", " ");
        }
    }

    /** What is written, whatever the form. */
    final class Words {

        private static final int LONGEST_CELL = 200;

        private Words() {}

        /** What a change is about, and what is different. */
        static String code(ChangeJson change) {
            return change.key().values().stream()
                    .filter(text -> !text.isEmpty())
                    .collect(Collectors.joining(" "));
        }

        static String cells(ChangeJson change) {
            return change.cells().stream()
                    .filter(cell -> !change.key().containsKey(cell.column()))
                    .map(cell -> cell.column() + ": "
                            + (cell.before() == null
                                    ? shortened(cell.after())
                                    : cell.after() == null
                                            ? shortened(cell.before())
                                            : shortened(cell.before()) + " \u2192 " + shortened(cell.after())))
                    .collect(Collectors.joining("; "));
        }

        private static String shortened(@Nullable String text) {
            return text == null
                    ? ""
                    : text.length() <= LONGEST_CELL ? text : text.substring(0, LONGEST_CELL) + "\u2026";
        }

        static String heading(Kind kind, Page<ChangeJson> page) {
            var word = kind.word();
            return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1) + " (" + page.total()
                    + (page.total() > page.items().size()
                            ? ", the first " + page.items().size() + " of them"
                            : "") + ")";
        }

        static List<String> headings() {
            var headings = new ArrayList<>(List.of("Table", "Rows", "Before"));
            for (var kind : Kind.values()) {
                headings.add(kind.word());
            }
            return headings;
        }

        static List<String> row(TableReport table) {
            var row = new ArrayList<>(
                    List.of(table.table(), Long.toString(table.rowsAfter()), Long.toString(table.rowsBefore())));
            for (var kind : Kind.values()) {
                row.add(Long.toString(table.inForce().getOrDefault(kind.word(), 0L)));
            }
            return row;
        }
    }
}
