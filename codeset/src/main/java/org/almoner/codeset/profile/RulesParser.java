package org.almoner.codeset.profile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.almoner.codeset.profile.DeclaredRule.When;
import org.almoner.codeset.profile.Rule.Scheme;

/** Reads the rules of one layout. */
final class RulesParser {

    private static final int MOST_CHARACTERS = 1000;

    private final List<LayoutColumn> columns;

    RulesParser(List<LayoutColumn> columns) {
        this.columns = columns;
    }

    List<DeclaredRule> rules(Fields layout) {
        var rules = new ArrayList<DeclaredRule>();
        if (layout.has("rules")) {
            for (var fields : layout.objects("rules")) {
                rule(fields)
                        .ifPresent(rule -> rules.add(new DeclaredRule(
                                rule,
                                severity(fields),
                                fields.optionalObject("when").map(this::when))));
            }
        }
        return rules;
    }

    private Optional<Rule> rule(Fields fields) {
        var word = fields.text("rule");
        return switch (word) {
            case "required" -> {
                only(fields, "columns");
                yield Optional.of(new Rule.Required(columns(fields, "columns")));
            }
            case "syntax" -> {
                only(fields, "column", "pattern");
                var column = column(fields, "column");
                yield fields.pattern("pattern", 0).map(pattern -> new Rule.Syntax(column, pattern));
            }
            case "one_of" -> {
                only(fields, "column", "values");
                yield Optional.of(new Rule.OneOf(column(fields, "column"), Set.copyOf(some(fields, "values"))));
            }
            case "check_digit" -> {
                only(fields, "column", "scheme");
                var column = column(fields, "column");
                yield scheme(fields).map(scheme -> new Rule.CheckDigit(column, scheme));
            }
            case "period" -> {
                only(fields, "from", "until");
                yield Optional.of(new Rule.Period(day(fields, "from"), day(fields, "until")));
            }
            case "sequence" -> {
                only(fields, "column");
                yield Optional.of(new Rule.Sequence(number(fields)));
            }
            case "reference" -> Optional.of(reference(fields));
            case "rows" -> {
                only(fields, "least", "lost");
                if (fields.has("when")) {
                    fields.problem("when", "rows are counted in a table, not in some rows");
                }
                yield Optional.of(new Rule.Rows(
                        fields.number("least", Rule.Rows.USUAL.least(), 0, Integer.MAX_VALUE),
                        fields.number("lost", Rule.Rows.USUAL.lost(), 0, 100)));
            }
            default -> {
                if (!word.isEmpty()) {
                    fields.problem(
                            "rule",
                            "'" + word
                                    + "' is not one of check_digit, one_of, period, reference, required, rows, sequence, syntax");
                }
                yield Optional.empty();
            }
        };
    }

    private Rule reference(Fields fields) {
        only(fields, "columns", "set", "tables", "to", "unless", "first", "without");
        var from = columns(fields, "columns");
        var to = some(fields, "to");
        if (!from.isEmpty() && !to.isEmpty() && from.size() != to.size()) {
            fields.problem("to", "these are " + to.size() + " columns, but 'columns' are " + from.size());
        }
        var without = fields.optionalText("without").orElse("");
        if (without.length() > 1 || without.chars().anyMatch(c -> c > 0x7e)) {
            fields.problem("without", "it is not one ASCII character");
        }
        return new Rule.Reference(
                from,
                fields.optionalText("set"),
                some(fields, "tables"),
                to,
                Set.copyOf(fields.texts("unless")),
                fields.has("first") ? Optional.of(fields.number("first", 1, 1, MOST_CHARACTERS)) : Optional.empty(),
                without);
    }

    private static void only(Fields fields, String... ofRule) {
        var names = new ArrayList<>(List.of("rule", "severity", "when"));
        names.addAll(List.of(ofRule));
        fields.only(names.toArray(String[]::new));
    }

    private static Severity severity(Fields fields) {
        var word = fields.optionalText("severity").orElse(Severity.ERROR.word());
        var severity = Severity.of(word);
        if (severity.isEmpty()) {
            fields.problem("severity", "'" + word + "' is not one of " + String.join(", ", Severity.words()));
        }
        return severity.orElse(Severity.ERROR);
    }

    /** For which rows something holds. */
    When when(Fields fields) {
        fields.only("column", "is");
        var texts = fields.has("is") ? fields.anyTexts("is") : some(fields, "is");
        return new When(column(fields, "column"), Set.copyOf(texts));
    }

    private static Optional<Scheme> scheme(Fields fields) {
        var word = fields.text("scheme");
        var scheme = Arrays.stream(Scheme.values())
                .filter(each -> each.word().equals(word))
                .findFirst();
        if (scheme.isEmpty() && !word.isEmpty()) {
            fields.problem(
                    "scheme",
                    "'" + word + "' is not one of "
                            + String.join(
                                    ", ",
                                    Arrays.stream(Scheme.values())
                                            .map(Scheme::word)
                                            .toList()));
        }
        return scheme;
    }

    private static List<String> some(Fields fields, String field) {
        var texts = fields.texts(field);
        if (!fields.has(field)) {
            fields.problem(field, "it is missing");
        }
        return texts;
    }

    private List<String> columns(Fields fields, String field) {
        var names = some(fields, field);
        names.forEach(name -> require(fields, field, name));
        return names;
    }

    private String column(Fields fields, String field) {
        var name = fields.text(field);
        require(fields, field, name);
        return name;
    }

    private String day(Fields fields, String field) {
        var name = column(fields, field);
        of(name).filter(column -> !(column.type() instanceof ValueType.Day))
                .ifPresent(_ -> fields.problem(field, "'" + name + "' is not a date"));
        return name;
    }

    private String number(Fields fields) {
        var name = column(fields, "column");
        of(name).filter(column -> !(column.type() instanceof ValueType.Whole))
                .ifPresent(_ -> fields.problem("column", "'" + name + "' is not an integer"));
        return name;
    }

    private void require(Fields fields, String field, String name) {
        if (!name.isEmpty() && of(name).isEmpty()) {
            fields.problem(field, "there is no column '" + name + "'");
        }
    }

    private Optional<LayoutColumn> of(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }
}
