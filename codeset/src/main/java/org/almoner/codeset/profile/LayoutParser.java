package org.almoner.codeset.profile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.almoner.codeset.profile.Layout.Comparison;
import org.almoner.codeset.profile.Layout.Continuation;
import org.almoner.codeset.profile.Layout.DataPart;
import org.almoner.codeset.profile.Layout.Form;
import org.almoner.codeset.profile.Layout.Life;
import org.almoner.codeset.profile.Layout.Replaced;
import org.almoner.codeset.profile.LayoutColumn.Place.Heading;
import org.almoner.codeset.profile.LayoutColumn.Place.Ordinal;
import org.almoner.codeset.profile.LayoutColumn.Place.Span;

/** Reads one layout. */
final class LayoutParser {

    /** What Almoner puts beside the columns of a layout. */
    static final String VERSION_COLUMN = "version";

    /** Beside a column that keeps its text. */
    static final String AS_WRITTEN = "_as_written";

    private static final int LONGEST_NAME = 63;
    private static final int MOST_HEADER_RECORDS = 50;
    private static final int MOST_CHARACTERS = 1_000_000;
    private static final Pattern SPAN = Pattern.compile("([1-9]\\d{0,5})(?:-([1-9]\\d{0,5})?)?");

    private final Fields json;

    LayoutParser(Fields json) {
        this.json = json;
    }

    Layout parse(String name) {
        var formWord = json.text("form");
        var description = json.text("description");
        var encodingWord = json.text("encoding");
        var encoding = Encoding.of(encodingWord);
        if (encoding.isEmpty() && !encodingWord.isEmpty()) {
            json.problem("encoding", "'" + encodingWord + "' is not one of " + String.join(", ", Encoding.words()));
        }
        var form = form(formWord);
        var columns = columns(form);
        if (form instanceof Form.Lines(var pattern, var _)
                && pattern.matcher("").groupCount() != columns.size()) {
            json.problem(
                    "pattern",
                    "it has " + pattern.matcher("").groupCount() + " groups, but there are " + columns.size()
                            + " columns");
        }
        var key = json.texts("key");
        key.forEach(column -> requireColumn("key", column, columns));
        var continuation = json.optionalObject("continuation").map(fields -> continuation(fields, columns));
        if (continuation.isPresent() && form instanceof Form.Lines) {
            json.problem("continuation", "rows of 'lines' have no continuation");
        }
        return new Layout(
                name,
                description,
                form,
                encoding.orElse(Encoding.UTF_8),
                data(),
                continuation,
                columns,
                key,
                life(columns),
                new RulesParser(columns).rules(json),
                json.optionalObject("comparison")
                        .map(fields -> comparison(fields, columns))
                        .orElse(Comparison.USUAL),
                json.optionalObject("replaced").map(fields -> replaced(fields, columns)));
    }

    private Form form(String word) {
        return switch (word) {
            case "delimited" -> {
                only("delimiter", "quotes", "header");
                var delimiter = json.text("delimiter");
                if (delimiter.length() > 1
                        || delimiter.chars().anyMatch(c -> c >= 0x7f || c == '"' || c == '\n' || c == '\r')) {
                    json.problem("delimiter", "it is not one ASCII character, or is a quote or a line end");
                }
                yield new Form.Delimited(
                        delimiter.isEmpty() ? '\t' : delimiter.charAt(0),
                        json.flag("quotes"),
                        json.number("header", 1, 0, MOST_HEADER_RECORDS));
            }
            case "fixed" -> {
                only("blanks");
                yield new Form.Fixed(json.numbers("blanks"));
            }
            case "lines" -> {
                only("pattern", "opens");
                yield new Form.Lines(
                        json.pattern("pattern", 0).orElseGet(() -> Pattern.compile("")),
                        json.has("opens") ? json.pattern("opens", 0) : Optional.empty());
            }
            default -> {
                if (!word.isEmpty()) {
                    json.problem("form", "'" + word + "' is not one of delimited, fixed, lines");
                }
                yield new Form.Delimited('\t', false, 1);
            }
        };
    }

    private void only(String... ofForm) {
        var names = new ArrayList<>(List.of(
                "description",
                "form",
                "encoding",
                "data",
                "continuation",
                "columns",
                "key",
                "life",
                "rules",
                "comparison",
                "replaced"));
        names.addAll(List.of(ofForm));
        json.only(names.toArray(String[]::new));
    }

    private DataPart data() {
        var data = json.optionalObject("data");
        if (data.isEmpty()) {
            return new DataPart(Optional.empty(), false, false);
        }
        var fields = data.get().only("from", "after", "ends_at_blank_line");
        if (fields.has("from") && fields.has("after")) {
            fields.problem("after", "there is 'from' too; data begin in one way");
        }
        boolean after = fields.has("after");
        Optional<Pattern> begins =
                after ? fields.pattern("after", 0) : fields.has("from") ? fields.pattern("from", 0) : Optional.empty();
        return new DataPart(begins, after, fields.flag("ends_at_blank_line"));
    }

    private static Continuation continuation(Fields fields, List<LayoutColumn> columns) {
        fields.only("column", "values", "appended");
        var column = fields.text("column");
        var appended = fields.text("appended");
        var values = fields.texts("values");
        if (values.isEmpty()) {
            fields.problem("values", "it is missing");
        }
        requireColumn(fields, "column", column, columns);
        requireColumn(fields, "appended", appended, columns);
        columns.stream()
                .filter(each -> each.name().equals(appended) && !(each.type() instanceof ValueType.Text))
                .forEach(_ -> fields.problem("appended", "'" + appended + "' is not a text"));
        return new Continuation(column, Set.copyOf(values), appended);
    }

    private Life life(List<LayoutColumn> columns) {
        var life = json.optionalObject("life");
        if (life.isEmpty()) {
            return new Life(Optional.empty(), Set.of(), Optional.empty(), Optional.empty(), Optional.empty());
        }
        var fields = life.get().only("status", "active", "from", "until", "changed");
        var active = fields.texts("active");
        if (fields.has("status") && active.isEmpty()) {
            fields.problem("active", "it is missing: which texts of the status mean that a row is in force");
        }
        return new Life(
                named(fields, "status", columns, false),
                Set.copyOf(active),
                named(fields, "from", columns, true),
                named(fields, "until", columns, true),
                named(fields, "changed", columns, true));
    }

    private static Replaced replaced(Fields fields, List<LayoutColumn> columns) {
        fields.only("code", "by", "when");
        var code = fields.text("code");
        requireColumn(fields, "code", code, columns);
        var by = fields.texts("by");
        by.forEach(name -> requireColumn(fields, "by", name, columns));
        if (by.isEmpty()) {
            fields.problem("by", "it is missing");
        }
        return new Replaced(code, by, fields.optionalObject("when").map(new RulesParser(columns)::when));
    }

    private Comparison comparison(Fields fields, List<LayoutColumn> columns) {
        fields.only("code", "ignored", "targets", "end_retires");
        for (var field : List.of("code", "ignored", "targets")) {
            fields.texts(field).forEach(name -> requireColumn(fields, field, name, columns));
        }
        boolean endRetires = fields.flag("end_retires");
        if (endRetires
                && !json.optionalObject("life").map(life -> life.has("until")).orElse(false)) {
            fields.problem("end_retires", "no column of 'life' says until when");
        }
        return new Comparison(
                fields.texts("code"),
                Set.copyOf(fields.texts("ignored")),
                Set.copyOf(fields.texts("targets")),
                endRetires);
    }

    private static Optional<String> named(Fields fields, String field, List<LayoutColumn> columns, boolean day) {
        var name = fields.optionalText(field);
        name.ifPresent(column -> {
            requireColumn(fields, field, column, columns);
            columns.stream()
                    .filter(each -> day && each.name().equals(column) && !(each.type() instanceof ValueType.Day))
                    .forEach(_ -> fields.problem(field, "'" + column + "' is not a date"));
        });
        return name;
    }

    private void requireColumn(String field, String name, List<LayoutColumn> columns) {
        requireColumn(json, field, name, columns);
    }

    private static void requireColumn(Fields fields, String field, String name, List<LayoutColumn> columns) {
        if (!name.isEmpty()
                && columns.stream().noneMatch(column -> column.name().equals(name))) {
            fields.problem(field, "there is no column '" + name + "'");
        }
    }

    private List<LayoutColumn> columns(Form form) {
        var columns = new ArrayList<LayoutColumn>();
        var names = new HashSet<String>();
        var headings = new HashMap<String, String>();
        for (var fields : json.objects("columns")) {
            fields.only(
                    "name",
                    "type",
                    "format",
                    "true",
                    "false",
                    "header",
                    "header_pattern",
                    "at",
                    "optional",
                    "trim",
                    "absent",
                    "as_written",
                    "description");
            var name = fields.name("name", LONGEST_NAME, VERSION_COLUMN);
            if (!name.isEmpty() && !names.add(name)) {
                fields.problem("name", "'" + name + "' is there twice");
            }
            boolean keepsText = fields.flag("as_written");
            if (keepsText && (!names.add(name + AS_WRITTEN) || (name + AS_WRITTEN).length() > LONGEST_NAME)) {
                fields.problem("as_written", "'" + name + AS_WRITTEN + "' is there already, or too long");
            }
            var place = place(form, columns.size(), fields, headings);
            columns.add(new LayoutColumn(
                    name,
                    type(fields, keepsText),
                    place,
                    optional(form, fields),
                    form instanceof Form.Fixed || fields.flag("trim"),
                    Set.copyOf(fields.texts("absent")),
                    keepsText,
                    fields.optionalText("description").orElse("")));
        }
        if (form instanceof Form.Fixed(var blanks)) {
            requireApart(columns, blanks);
        }
        return columns;
    }

    private static boolean optional(Form form, Fields fields) {
        boolean optional = fields.flag("optional");
        if (optional && form instanceof Form.Delimited delimited && delimited.header() == 0) {
            fields.problem("optional", "without a header, no column can be missing");
        }
        return optional;
    }

    private static ValueType type(Fields fields, boolean keepsText) {
        var word = fields.text("type");
        if (!word.equals("date") && fields.has("format")) {
            fields.problem("format", "only a date has one");
        }
        if (!word.equals("boolean") && (fields.has("true") || fields.has("false"))) {
            fields.problem("true", "only a boolean has it");
        }
        return switch (word) {
            case "text" -> {
                if (keepsText) {
                    fields.problem("as_written", "a text is as it is written");
                }
                yield new ValueType.Text();
            }
            case "integer" -> new ValueType.Whole();
            case "decimal" -> new ValueType.Decimal();
            case "boolean" -> truth(fields);
            case "date" -> date(fields);
            default -> {
                if (!word.isEmpty()) {
                    fields.problem("type", "'" + word + "' is not one of boolean, date, decimal, integer, text");
                }
                yield new ValueType.Text();
            }
        };
    }

    private static ValueType truth(Fields fields) {
        var yes = words(fields, "true");
        var no = words(fields, "false");
        if (yes.stream().anyMatch(no::contains)) {
            fields.problem("false", "a text cannot mean both");
        }
        return new ValueType.Truth(yes, no);
    }

    private static Set<String> words(Fields fields, String field) {
        var words = fields.texts(field);
        if (words.isEmpty()) {
            fields.problem(field, "it is missing");
        }
        return words.stream().map(word -> word.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    }

    private static ValueType date(Fields fields) {
        var pattern = fields.text("format");
        var form = DateForm.of(pattern);
        if (form.isEmpty() && !pattern.isEmpty()) {
            fields.problem(
                    "format",
                    "'" + pattern + "' is not yyyy, MM and dd, once each, with blanks or one of / . - between");
        }
        return form.<ValueType>map(ValueType.Day::new).orElseGet(ValueType.Text::new);
    }

    private static LayoutColumn.Place place(Form form, int number, Fields fields, Map<String, String> headings) {
        return switch (form) {
            case Form.Delimited delimited
            when delimited.header() > 0 -> {
                refuse(fields, "at");
                yield heading(fields, headings);
            }
            case Form.Delimited _, Form.Lines _ -> {
                refuse(fields, "at", "header", "header_pattern");
                yield new Ordinal(number + 1);
            }
            case Form.Fixed _ -> {
                refuse(fields, "header", "header_pattern");
                yield span(fields);
            }
        };
    }

    private static void refuse(Fields fields, String... names) {
        for (var name : names) {
            if (fields.has(name)) {
                fields.problem(name, "columns of such a layout have none");
            }
        }
    }

    private static Heading heading(Fields fields, Map<String, String> headings) {
        if (fields.has("header_pattern")) {
            if (fields.has("header")) {
                fields.problem("header", "there is 'header_pattern' too; a column has one of them");
            }
            return new Heading(List.of(), fields.pattern("header_pattern", Pattern.CASE_INSENSITIVE));
        }
        var spellings = fields.texts("header");
        if (spellings.isEmpty()) {
            fields.problem("header", "it is missing");
        }
        for (var spelling : spellings) {
            if (headings.put(Heading.normal(spelling), spelling) != null) {
                fields.problem("header", "'" + spelling + "' is that of another column");
            }
        }
        return new Heading(spellings, Optional.empty());
    }

    private static Span span(Fields fields) {
        var text = fields.text("at");
        var match = SPAN.matcher(text);
        if (!match.matches()) {
            if (!text.isEmpty()) {
                fields.problem("at", "'" + text + "' is not such as 7-13, 15 or 78-");
            }
            return new Span(1, Optional.empty());
        }
        int from = Integer.parseInt(match.group(1));
        Optional<Integer> to = text.endsWith("-")
                ? Optional.empty()
                : Optional.of(match.group(2) == null ? from : Integer.parseInt(match.group(2)));
        if (to.isPresent() && to.get() < from) {
            fields.problem("at", "'" + text + "' ends before it begins");
        }
        return new Span(from, to);
    }

    private void requireApart(List<LayoutColumn> columns, List<Integer> blanks) {
        int end = 0;
        for (var column : columns) {
            if (column.place() instanceof Span(var from, var to)) {
                int last = to.orElse(MOST_CHARACTERS);
                if (from <= end) {
                    json.problem("columns", "'" + column.name() + "' does not begin after the column before it");
                }
                end = last;
                blanks.stream()
                        .filter(blank -> blank >= from && blank <= last)
                        .forEach(blank -> json.problem("blanks", blank + " is in the column '" + column.name() + "'"));
            }
        }
    }
}
