package org.almoner.codeset.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

import tools.jackson.databind.JsonNode;

/** The fields of a JSON object, which may turn out to be something else. What is wrong is noted, and something harmless returned. */
final class Fields {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

    private final Problems problems;
    private final String file;
    private final String at;
    private final JsonNode node;

    Fields(Problems problems, String file, String at, JsonNode node) {
        this.problems = problems;
        this.file = file;
        this.at = at;
        this.node = node;
    }

    String file() {
        return file;
    }

    void problem(String field, String reason) {
        problems.add(file, path(field), reason);
    }

    boolean has(String field) {
        return !node.path(field).isMissingNode();
    }

    /** A misspelt field would otherwise be one that is not there. */
    Fields only(String... names) {
        var known = Set.of(names);
        if (!node.isObject()) {
            problems.add(file, at, "it is not a JSON object");
        }
        for (var field : node.propertyNames()) {
            if (!known.contains(field)) {
                problem(
                        field,
                        "there is no such field here; there are "
                                + String.join(", ", known.stream().sorted().toList()));
            }
        }
        return this;
    }

    String text(String field) {
        var value = node.path(field);
        if (!value.isString() || value.stringValue().isEmpty()) {
            problem(field, value.isMissingNode() ? "it is missing" : "it is not a text");
            return "";
        }
        return value.stringValue();
    }

    Optional<String> optionalText(String field) {
        return has(field) ? Optional.of(text(field)) : Optional.empty();
    }

    /** What a table or column may be called. */
    String name(String field, int longest, String... taken) {
        var name = text(field);
        if (name.isEmpty()) {
            return name;
        }
        if (!NAME.matcher(name).matches() || name.length() > longest) {
            problem(
                    field,
                    "'" + name + "' is not a name: a lower-case letter, then such letters, digits and underscores, "
                            + longest + " at most");
        } else if (List.of(taken).contains(name)) {
            problem(field, "'" + name + "' is a name that Almoner needs for itself");
        }
        return name;
    }

    boolean flag(String field) {
        var value = node.path(field);
        if (!value.isMissingNode() && !value.isBoolean()) {
            problem(field, "it is neither true nor false");
        }
        return value.booleanValue(false);
    }

    int number(String field, int otherwise, int least, int most) {
        var value = node.path(field);
        if (value.isMissingNode()) {
            return otherwise;
        }
        if (!value.isInt() || value.intValue() < least || value.intValue() > most) {
            problem(field, "it is not a whole number from " + least + " to " + most);
            return otherwise;
        }
        return value.intValue();
    }

    /** Texts, if the field is there. */
    List<String> texts(String field) {
        var texts = new ArrayList<String>();
        if (has(field)) {
            int number = 0;
            for (var each : array(field)) {
                if (each.isString() && !each.stringValue().isEmpty()) {
                    texts.add(each.stringValue());
                } else {
                    problem(field + "[" + number + "]", "it is not a text");
                }
                number++;
            }
        }
        if (texts.stream().distinct().count() < texts.size()) {
            problem(field, "a text is there twice");
        }
        return texts;
    }

    /** Texts, the empty one among them. */
    List<String> anyTexts(String field) {
        var texts = new ArrayList<String>();
        for (var each : array(field)) {
            if (each.isString()) {
                texts.add(each.stringValue());
            } else {
                problem(field, "it is not a list of texts");
            }
        }
        return texts;
    }

    /** Numbers from 1 on, if the field is there. */
    List<Integer> numbers(String field) {
        var numbers = new ArrayList<Integer>();
        if (has(field)) {
            for (var each : array(field)) {
                if (each.isInt() && each.intValue() >= 1) {
                    numbers.add(each.intValue());
                } else {
                    problem(field, "it is not a list of whole numbers from 1 on");
                }
            }
        }
        return numbers;
    }

    /** The objects in a list of one or more. */
    List<Fields> objects(String field) {
        var objects = new ArrayList<Fields>();
        for (var each : array(field)) {
            objects.add(new Fields(problems, file, path(field) + "[" + objects.size() + "]", each));
        }
        return objects;
    }

    Optional<Fields> optionalObject(String field) {
        return has(field) ? Optional.of(new Fields(problems, file, path(field), node.path(field))) : Optional.empty();
    }

    /** A regular expression for names of files and headings, where case does not matter. */
    Optional<Pattern> pattern(String field, int flags) {
        var text = text(field);
        return text.isEmpty() ? Optional.empty() : compiled(field, text, flags);
    }

    Optional<Pattern> compiled(String field, String text, int flags) {
        try {
            return Optional.of(Pattern.compile(text, flags));
        } catch (PatternSyntaxException e) {
            problem(field, "'" + text + "' is not a regular expression: " + e.getDescription());
            return Optional.empty();
        }
    }

    private Iterable<JsonNode> array(String field) {
        var value = node.path(field);
        if (!value.isArray() || value.isEmpty()) {
            problem(field, value.isMissingNode() ? "it is missing" : "it is not a list of one or more");
            return List.of();
        }
        return value;
    }

    private String path(String field) {
        return at.isEmpty() ? field : field.isEmpty() ? at : at + "." + field;
    }
}
