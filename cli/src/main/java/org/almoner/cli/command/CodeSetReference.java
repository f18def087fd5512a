package org.almoner.cli.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

import org.almoner.codeset.profile.ExpectedFile;
import org.almoner.codeset.profile.Layout;
import org.almoner.codeset.profile.LayoutColumn;
import org.almoner.codeset.profile.Profile;
import org.almoner.codeset.profile.ValueType;

/** The reference of all profiles, in Markdown. */
final class CodeSetReference {

    private CodeSetReference() {}

    static List<String> of(List<Profile> profiles) {
        var lines = new ArrayList<String>();
        lines.add("# Code sets");
        lines.add("");
        lines.add(
                "The release files that `almoner load` knows, and the tables that it makes of them; [warehouse.md](warehouse.md) tells how."
                        + " How to add one is told in [code-set-profiles.md](code-set-profiles.md). Beside a date that is marked with `*` there is"
                        + " `X_as_written`, and the date is absent where that is none. Every row ends with `version`.");
        lines.add("");
        lines.add("| profile | code set | publisher |");
        lines.add("|---|---|---|");
        for (var profile : profiles) {
            lines.add("| [`" + profile.name() + "`](#" + profile.name() + ") | " + profile.title() + " | "
                    + profile.publisher() + " |");
        }
        profiles.forEach(profile -> add(profile, lines));
        return lines;
    }

    private static void add(Profile profile, List<String> lines) {
        lines.add("");
        lines.add("## " + profile.name());
        lines.add("");
        lines.add(profile.title() + ", of " + profile.publisher() + ". " + profile.description());
        lines.add("");
        lines.add("| table | files | occurs | |");
        lines.add("|---|---|---|---|");
        for (var file : profile.files()) {
            lines.add("| `" + file.table() + "` | `" + cell(file.name().pattern()) + "` | "
                    + file.occurs().word() + " | " + cell(file.layout().description()) + " |");
        }
        var alike = profile.files().stream()
                .collect(Collectors.groupingBy(
                        CodeSetReference::shape,
                        LinkedHashMap::new,
                        Collectors.mapping(file -> file, Collectors.toList())));
        alike.values().forEach(files -> columns(files, lines));
    }

    /** Tables of one shape are described together. */
    private static List<Object> shape(ExpectedFile file) {
        return List.of(
                form(file.layout()),
                file.layout().columns().stream()
                        .map(column -> List.of(
                                column.name(), column.type(), column.place().toString(), column.description()))
                        .toList());
    }

    private static void columns(List<ExpectedFile> files, List<String> lines) {
        var tables =
                files.stream().map(file -> "`" + file.table() + "`").distinct().collect(Collectors.joining(", "));
        var layout = files.getFirst().layout();
        lines.add("");
        lines.add("### " + tables);
        lines.add("");
        lines.add(form(layout) + ".");
        lines.add("");
        lines.add("| column | type | at | |");
        lines.add("|---|---|---|---|");
        for (var column : layout.columns()) {
            lines.add("| `" + column.name() + "` | " + type(column) + " | "
                    + cell(column.place().toString()) + " | " + cell(column.description()) + " |");
        }
    }

    /** How files of a layout are written, in a line. */
    static String form(Layout layout) {
        var form = switch (layout.form()) {
            case Layout.Form.Delimited delimited ->
                (switch (delimited.delimiter()) {
                            case '\t' -> "tabs";
                            case ',' -> "commas";
                            default -> "`" + delimited.delimiter() + "`";
                        })
                        + " between fields" + (delimited.quotes() ? ", which may be quoted" : "")
                        + (delimited.header() == 0 ? ", no header" : "");
            case Layout.Form.Fixed _ -> "fixed columns";
            case Layout.Form.Lines _ -> "lines of a pattern";
        };
        return "Text in " + layout.encoding().word() + ", " + form;
    }

    private static String type(LayoutColumn column) {
        var word = switch (column.type()) {
            case ValueType.Day day -> day.word() + " " + day.form().pattern();
            case ValueType.Text _, ValueType.Whole _, ValueType.Decimal _, ValueType.Truth _ ->
                column.type().word();
        };
        return word + (column.keepsText() ? " *" : "");
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
