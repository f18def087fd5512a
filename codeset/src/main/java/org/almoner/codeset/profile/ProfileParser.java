package org.almoner.codeset.profile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.almoner.codeset.profile.ExpectedFile.Occurs;
import org.almoner.codeset.profile.VersionRule.Where;

/** Reads one profile and collects whatever is wrong with it. */
final class ProfileParser {

    static final String PROFILE = "profile.json";
    static final String LAYOUT = ".layout.json";

    /** So that {@code _versions} can come after it. */
    private static final int LONGEST_TABLE = 54;

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final int LONGEST_NAME = 60;
    /** Of a template whose groups are digits. */
    private static final Pattern DAY = Pattern.compile("[0-9]{1,4}-[0-9]{1,2}-[0-9]{1,2}");

    private static final Pattern GROUP = Pattern.compile("\\{([a-z]+)}");

    private final Place place;
    private final Problems problems;

    ProfileParser(Place place) {
        this.place = place;
        this.problems = new Problems(place);
    }

    Profile read() {
        var profile = problems.read(PROFILE).map(this::profile);
        if (!problems.none() || profile.isEmpty()) {
            throw new InvalidProfileException(place.toString(), problems.found());
        }
        return profile.get();
    }

    private Profile profile(Fields json) {
        json.only("name", "title", "publisher", "description", "versions", "effective", "files", "left_out");
        var name = json.text("name");
        if (!name.isEmpty() && (!NAME.matcher(name).matches() || name.length() > LONGEST_NAME)) {
            json.problem(
                    "name",
                    "'" + name + "' is not lower-case letters and digits with hyphens between, such as icd-10-cm");
        }
        return new Profile(
                name,
                json.text("title"),
                json.text("publisher"),
                json.text("description"),
                json.has("versions") ? versions(json) : List.of(),
                json.has("effective") ? effective(json) : List.of(),
                files(json),
                json.texts("left_out").stream()
                        .flatMap(text -> json.compiled("left_out", text, Pattern.CASE_INSENSITIVE).stream())
                        .toList(),
                problems.digest());
    }

    private static List<VersionRule> versions(Fields json) {
        var rules = new ArrayList<VersionRule>();
        for (var fields : json.objects("versions")) {
            fields.only("name", "line", "version");
            var where = fields.has("line") ? Where.LINE : Where.NAME;
            if (fields.has("name") && fields.has("line")) {
                fields.problem("line", "there is 'name' too; a rule looks into one of them");
            }
            var pattern = fields.pattern(where == Where.LINE ? "line" : "name", Pattern.CASE_INSENSITIVE);
            var template = fields.text("version");
            pattern.ifPresent(each -> {
                GROUP.matcher(template)
                        .results()
                        .map(found -> found.group(1))
                        .filter(group -> !each.namedGroups().containsKey(group))
                        .forEach(group -> fields.problem("version", "the pattern has no group (?<" + group + ">...)"));
                rules.add(new VersionRule(where, each, template));
            });
        }
        return rules;
    }

    private static List<EffectiveRule> effective(Fields json) {
        var rules = new ArrayList<EffectiveRule>();
        for (var fields : json.objects("effective")) {
            fields.only("version", "date");
            var pattern = fields.pattern("version", Pattern.CASE_INSENSITIVE);
            var template = fields.text("date");
            if (!template.isEmpty()
                    && !DAY.matcher(EffectiveRule.GROUP.matcher(template).replaceAll("1"))
                            .matches()) {
                fields.problem(
                        "date", "'" + template + "' is not a day such as {year-1}-10-01 or {year}-{month}-{day}");
            }
            pattern.ifPresent(each -> {
                EffectiveRule.GROUP
                        .matcher(template)
                        .results()
                        .map(found -> found.group(1))
                        .filter(group -> !each.namedGroups().containsKey(group))
                        .forEach(group -> fields.problem("date", "the pattern has no group (?<" + group + ">...)"));
                rules.add(new EffectiveRule(each, template));
            });
        }
        return rules;
    }

    private List<ExpectedFile> files(Fields json) {
        var files = new ArrayList<ExpectedFile>();
        Map<String, Optional<Layout>> layouts = new HashMap<>();
        var tables = new HashMap<String, String>();
        for (var fields : json.objects("files")) {
            fields.only("table", "name", "occurs", "layout", "compared");
            var table = fields.name("table", LONGEST_TABLE, "almoner_releases");
            var pattern = fields.pattern("name", Pattern.CASE_INSENSITIVE);
            var occurs = occurs(fields);
            var layoutName = fields.text("layout");
            if (!layoutName.isEmpty() && !layouts.containsKey(layoutName)) {
                layouts.put(
                        layoutName,
                        problems.read(layoutName + LAYOUT).map(layout -> new LayoutParser(layout).parse(layoutName)));
            }
            var before = tables.put(table, layoutName);
            if (before != null && !before.equals(layoutName)) {
                fields.problem("table", "'" + table + "' has another layout above");
            }
            var layout = layouts.getOrDefault(layoutName, Optional.empty());
            if (pattern.isPresent() && layout.isPresent()) {
                files.add(new ExpectedFile(
                        table,
                        pattern.get(),
                        occurs,
                        layout.get(),
                        !fields.has("compared") || fields.flag("compared")));
            }
        }
        requireNamesApart(json, tables);
        unlisted(layouts);
        if (problems.none()) {
            requireTargets(files);
        }
        return files;
    }

    /** A table that is misspelt would be one that no release has, and its rows would never be missed. */
    private void requireTargets(List<ExpectedFile> files) {
        for (var layout : files.stream().map(ExpectedFile::layout).distinct().toList()) {
            for (int i = 0; i < layout.rules().size(); i++) {
                if (layout.rules().get(i).rule() instanceof Rule.Reference reference
                        && reference.set().isEmpty()) {
                    requireTarget(files, reference, layout.name() + LAYOUT, "rules[" + i + "]");
                }
            }
        }
    }

    private void requireTarget(List<ExpectedFile> files, Rule.Reference reference, String file, String path) {
        for (var table : reference.tables()) {
            var target =
                    files.stream().filter(each -> each.table().equals(table)).findFirst();
            if (target.isEmpty()) {
                problems.add(file, path + ".tables", "there is no table '" + table + "' in " + PROFILE);
                continue;
            }
            var layout = target.get().layout();
            reference.to().stream()
                    .filter(column -> layout.indexOf(column) < 0)
                    .forEach(column ->
                            problems.add(file, path + ".to", "there is no column '" + column + "' in '" + table + "'"));
        }
    }

    private static Occurs occurs(Fields fields) {
        var word = fields.text("occurs");
        var occurs = Occurs.of(word);
        if (occurs.isEmpty() && !word.isEmpty()) {
            fields.problem("occurs", "'" + word + "' is not one of " + String.join(", ", Occurs.words()));
        }
        return occurs.orElse(Occurs.OPTIONAL);
    }

    /** Beside each table stands a view of another name. */
    private static void requireNamesApart(Fields json, Map<String, String> tables) {
        var names = new HashSet<>(tables.keySet());
        tables.keySet().stream()
                .filter(table -> names.contains(table + Profiles.VERSIONS))
                .forEach(table ->
                        json.problem("files", "'" + table + Profiles.VERSIONS + "' is needed beside '" + table + "'"));
    }

    /** A layout that nobody names was forgotten, or is misspelt. */
    private void unlisted(Map<String, Optional<Layout>> layouts) {
        try {
            for (var fileName : place.fileNames()) {
                if (fileName.endsWith(LAYOUT)
                        && !layouts.containsKey(fileName.substring(0, fileName.length() - LAYOUT.length()))) {
                    problems.add(fileName, "", "no file of " + PROFILE + " has this layout");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + place, e);
        }
    }
}
