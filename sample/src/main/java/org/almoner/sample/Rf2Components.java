package org.almoner.sample;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Made-up components of SNOMED CT: what rows each code has in each file, in all their versions. Identifiers are of the namespace 1999999,
 * which nobody has; concepts of the model itself have the ones that the specification prints.
 */
final class Rf2Components {

    static final String NAMESPACE = "1999999";
    static final String ROOT = "138875005";
    static final String MODULE = "900000000000207008";

    private static final String PRIMITIVE = "900000000000074008";
    private static final String IS_A = "116680003";
    private static final String FSN = "900000000000003001";
    private static final String SYNONYM = "900000000000013009";
    private static final String CASE = "900000000000448009";
    private static final String INFERRED = "900000000000011006";
    private static final String SOME = "900000000000451002";
    private static final String ENGLISH = "900000000000509007";
    private static final String PREFERRED = "900000000000548007";
    private static final String AXIOMS = "733073007";
    private static final String REPLACED_BY = "900000000000526001";
    private static final String MAPS = "447562003";

    /** Concepts that others name; there from the beginning. */
    static final List<String> MODEL = List.of(
            ROOT,
            MODULE,
            PRIMITIVE,
            IS_A,
            FSN,
            SYNONYM,
            CASE,
            INFERRED,
            SOME,
            ENGLISH,
            PREFERRED,
            AXIOMS,
            REPLACED_BY,
            MAPS);

    /** Room for so many descriptions of a concept; the last is its fully specified name. */
    private static final int DESCRIPTIONS = 64;

    private static final int FIRST = 100_000;
    private static final int CHILDREN = 10;
    private static final int MAPPED = 3;

    private Rf2Components() {}

    /**
     * One version of a component.
     *
     * @param number of the release that it came with
     * @param tail columns after the first four, with tabs between
     */
    record Version(String id, int number, boolean active, String tail) {}

    static String concept(int ordinal) {
        return Verhoeff.checked(FIRST + ordinal + NAMESPACE + "10");
    }

    private static String description(int ordinal, int index) {
        return Verhoeff.checked(((long) DESCRIPTIONS * ordinal + index + FIRST) + NAMESPACE + "11");
    }

    private static String relationship(int ordinal) {
        return Verhoeff.checked(FIRST + ordinal + NAMESPACE + "12");
    }

    private static String parent(int ordinal) {
        return ordinal == 0 ? ROOT : concept(ordinal / CHILDREN);
    }

    private static String member(String of) {
        return UUID.nameUUIDFromBytes(of.getBytes(StandardCharsets.US_ASCII)).toString();
    }

    /** In force from the release on that added the code, until it is retired. */
    private static List<Version> lived(List<SampleCode> history, String id, String tail) {
        var versions = new ArrayList<Version>();
        versions.add(new Version(id, history.getFirst().since(), true, tail));
        var last = history.getLast();
        if (last.retired()) {
            versions.add(new Version(id, last.release().number(), false, tail));
        }
        return versions;
    }

    static List<Version> concepts(List<SampleCode> history) {
        return lived(history, concept(history.getFirst().ordinal()), PRIMITIVE);
    }

    /** A name that stays, and a synonym that another one replaces with each revision. */
    static List<Version> descriptions(List<SampleCode> history) {
        return described(
                history,
                (id, code) -> id,
                (index, code) -> concept(code.ordinal()) + "\ten\t"
                        + (index == DESCRIPTIONS - 1
                                ? FSN + "\t" + code.title() + " (finding)"
                                : SYNONYM + "\t" + code.title())
                        + "\t" + CASE);
    }

    static List<Version> languages(List<SampleCode> history) {
        return described(
                history,
                (id, _) -> member("language " + id),
                (index, code) -> ENGLISH + "\t" + description(code.ordinal(), index) + "\t" + PREFERRED);
    }

    private interface Naming {
        String of(String description, SampleCode code);
    }

    private interface Tail {
        String of(int index, SampleCode code);
    }

    private static List<Version> described(List<SampleCode> history, Naming naming, Tail tail) {
        var versions = new ArrayList<Version>();
        var first = history.getFirst();
        int name = DESCRIPTIONS - 1;
        versions.add(new Version(
                naming.of(description(first.ordinal(), name), first), first.since(), true, tail.of(name, first)));
        for (int i = 0; i < history.size(); i++) {
            var code = history.get(i);
            if (i > 0 && code.revision() == history.get(i - 1).revision()) {
                continue;
            }
            int index = code.revision() % name;
            var id = naming.of(description(code.ordinal(), index), code);
            versions.add(new Version(id, i == 0 ? code.since() : code.release().number(), true, tail.of(index, code)));
            history.stream()
                    .filter(later -> later.revision() > code.revision())
                    .findFirst()
                    .ifPresent(later ->
                            versions.add(new Version(id, later.release().number(), false, tail.of(index, code))));
        }
        return versions;
    }

    static List<Version> relationships(List<SampleCode> history) {
        int ordinal = history.getFirst().ordinal();
        return lived(
                history,
                relationship(ordinal),
                String.join("\t", concept(ordinal), parent(ordinal), "0", IS_A, INFERRED, SOME));
    }

    static List<Version> axioms(List<SampleCode> history) {
        int ordinal = history.getFirst().ordinal();
        return lived(
                history,
                member("axiom " + ordinal),
                AXIOMS + "\t" + concept(ordinal) + "\tSubClassOf(:" + concept(ordinal) + " :" + parent(ordinal) + ")");
    }

    /** What replaces a code that was retired. */
    static List<Version> replacements(List<SampleCode> history) {
        var last = history.getLast();
        return last.retired() && last.ordinal() > 0
                ? List.of(new Version(
                        member("replaced " + last.ordinal()),
                        last.release().number(),
                        true,
                        REPLACED_BY + "\t" + concept(last.ordinal()) + "\t" + concept(last.ordinal() - 1)))
                : List.of();
    }

    /** Of every third code a map to ICD-10, which another one takes the place of with each revision. */
    static List<Version> maps(List<SampleCode> history) {
        if (history.getFirst().ordinal() % MAPPED != 0) {
            return List.of();
        }
        var versions = new ArrayList<Version>();
        for (int i = 0; i < history.size(); i++) {
            var code = history.get(i);
            if (i == 0 || code.revision() != history.get(i - 1).revision()) {
                var target = "Z%02d.%d".formatted(code.ordinal() % 100, code.revision() % 10);
                versions.add(new Version(
                        member("map " + code.ordinal()),
                        i == 0 ? code.since() : code.release().number(),
                        true,
                        String.join(
                                "\t",
                                MAPS,
                                concept(code.ordinal()),
                                "1",
                                "1",
                                "TRUE",
                                "ALWAYS " + target,
                                target,
                                "447561005",
                                "447637006")));
            }
        }
        return versions;
    }

    /** All versions that a view has of all codes of a release, by code. */
    static Stream<Version> of(SampleRelease release, Rf2View view, Function<List<SampleCode>, List<Version>> file) {
        return SampleCode.histories(release).flatMap(history -> seen(file.apply(history), release, view).stream());
    }

    private static List<Version> seen(List<Version> versions, SampleRelease release, Rf2View view) {
        return switch (view) {
            case FULL -> versions;
            case SNAPSHOT ->
                versions.stream()
                        .filter(version -> versions.stream()
                                .noneMatch(
                                        other -> other.id().equals(version.id()) && other.number() > version.number()))
                        .toList();
            case DELTA ->
                versions.stream()
                        .filter(version -> version.number() == release.number())
                        .toList();
        };
    }
}
