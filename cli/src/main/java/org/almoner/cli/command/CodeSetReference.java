package org.almoner.cli.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

import org.almoner.codeset.profile.DeclaredRule;
import org.almoner.codeset.profile.ExpectedFile;
import org.almoner.codeset.profile.Layout;
import org.almoner.codeset.profile.LayoutColumn;
import org.almoner.codeset.profile.Profile;
import org.almoner.codeset.profile.Rule;
import org.almoner.codeset.profile.Severity;
import org.almoner.codeset.profile.ValueType;
import org.almoner.codeset.rule.RuleKind;

/** The reference of all profiles, in Markdown. */
final class CodeSetReference {

    private CodeSetReference() {}

    static List<String> of(List<Profile> profiles) {
        var lines = new ArrayList<String>();
        lines.add("# Code sets");
        lines.add("");
        lines.add(
                "The release files that `almoner check`, `almoner diff` and `almoner load` know, and the tables that are made of them; [warehouse.md](warehouse.md) tells how."
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
        lines.add("");
        lines.add("## Rules");
        lines.add("");
        lines.add(
                "What `almoner check` holds a release against. Those of a layout are listed with its columns; the others follow from every layout.");
        lines.add("");
        lines.add("| rule | |");
        lines.add("|---|---|");
        for (var rule : RuleKind.values()) {
            lines.add("| `" + rule.word() + "` | " + rule.explanation() + " |");
        }
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
        rules(layout, lines);
    }

    private static void rules(Layout layout, List<String> lines) {
        var rules = layout.rules().stream()
                .filter(rule -> !(rule.rule() instanceof Rule.Rows))
                .toList();
        if (!rules.isEmpty()) {
            lines.add("");
            rules.forEach(rule -> lines.add("- " + told(rule)));
        }
    }

    private static String told(DeclaredRule declared) {
        var rule = switch (declared.rule()) {
            case Rule.Required each -> "`required`: " + names(each.columns());
            case Rule.Syntax each -> "`syntax`: `" + each.column() + "` as `" + each.pattern() + "`";
            case Rule.OneOf each ->
                "`one_of`: `" + each.column() + "` among "
                        + names(each.values().stream().sorted().toList());
            case Rule.CheckDigit each ->
                "`check_digit`: `" + each.column() + "`, of " + each.scheme().word();
            case Rule.Period each -> "`period`: `" + each.from() + "` to `" + each.until() + "`";
            case Rule.Sequence each -> "`sequence`: `" + each.column() + "`";
            case Rule.Reference each ->
                "`reference`: " + names(each.columns())
                        + each.first()
                                .map(first -> ", its first " + first + " characters,")
                                .orElse("") + " to "
                        + names(each.to()) + " of " + String.join(" or ", each.tables())
                        + each.set()
                                .map(set -> ", of " + set + " if that is given")
                                .orElse("");
            case Rule.Rows _ -> "`rows`";
        };
        return rule
                + declared.when()
                        .map(when -> ", where `" + when.column() + "` is "
                                + names(when.texts().stream().sorted().toList()))
                        .orElse("")
                + (declared.severity() == Severity.WARNING ? " (a warning)" : "");
    }

    private static String names(List<String> names) {
        return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
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
