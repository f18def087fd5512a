package org.almoner.sample;

import java.io.IOException;
import java.io.Writer;
import java.time.format.DateTimeFormatter;
import java.util.List;

import org.almoner.sample.Rf2Components.Version;

/** A release file of a made-up SNOMED CT (SNOMED CT Release File Specifications, §4): UTF-8, tabs, a header, CRLF. */
public enum Rf2File {
    CONCEPT("Terminology", "sct2_Concept_%s", "definitionStatusId"),
    DESCRIPTION("Terminology", "sct2_Description_%s-en", "conceptId\tlanguageCode\ttypeId\tterm\tcaseSignificanceId"),
    RELATIONSHIP(
            "Terminology",
            "sct2_Relationship_%s",
            "sourceId\tdestinationId\trelationshipGroup\ttypeId\tcharacteristicTypeId\tmodifierId"),
    OWL("Terminology", "sct2_sRefset_OWLExpression%s", "refsetId\treferencedComponentId\towlExpression"),
    LANGUAGE("Refset/Language", "der2_cRefset_Language%s-en", "refsetId\treferencedComponentId\tacceptabilityId"),
    ASSOCIATION("Refset/Content", "der2_cRefset_Association%s", "refsetId\treferencedComponentId\ttargetComponentId"),
    MAP(
            "Refset/Map",
            "der2_iisssccRefset_ExtendedMap%s",
            "refsetId\treferencedComponentId\tmapGroup\tmapPriority\tmapRule\tmapAdvice\tmapTarget\tcorrelationId\tmapCategoryId");

    private static final DateTimeFormatter DATE = DateTimeFormatter.BASIC_ISO_DATE;
    private static final String BEGINNING = "20020131";

    /** Between two releases. */
    private static final int MONTHS = 6;

    private final String folder;
    private final String pattern;
    private final String columns;

    Rf2File(String folder, String pattern, String columns) {
        this.folder = folder;
        this.pattern = pattern;
        this.columns = columns;
    }

    private List<Version> versions(List<SampleCode> history) {
        return switch (this) {
            case CONCEPT -> Rf2Components.concepts(history);
            case DESCRIPTION -> Rf2Components.descriptions(history);
            case RELATIONSHIP -> Rf2Components.relationships(history);
            case OWL -> Rf2Components.axioms(history);
            case LANGUAGE -> Rf2Components.languages(history);
            case ASSOCIATION -> Rf2Components.replacements(history);
            case MAP -> Rf2Components.maps(history);
        };
    }

    /** With its folders in the release. */
    public String path(SampleRelease release, Rf2View view) {
        return view.word() + "/" + folder + "/" + pattern.formatted(view.word()) + "_" + Rf2Components.NAMESPACE + "_"
                + release.date().format(DATE) + ".txt";
    }

    /** Writes all of it. Releases before this one are taken to lie six months apart. */
    public void write(SampleRelease release, Rf2View view, Writer out) throws IOException {
        out.write("id\teffectiveTime\tactive\tmoduleId\t" + columns + "\r\n");
        if (this == CONCEPT && view != Rf2View.DELTA) {
            for (var id : Rf2Components.MODEL) {
                out.write(id + "\t" + BEGINNING + "\t1\t" + Rf2Components.MODULE + "\t900000000000074008\r\n");
            }
        }
        var dates = new String[release.number() + 1];
        for (int number = 0; number < dates.length; number++) {
            dates[number] = release.date()
                    .minusMonths((long) MONTHS * (release.number() - number))
                    .format(DATE);
        }
        var rows = Rf2Components.of(release, view, this::versions).iterator();
        while (rows.hasNext()) {
            var version = rows.next();
            out.write(version.id() + "\t" + dates[version.number()] + "\t" + (version.active() ? "1" : "0") + "\t"
                    + Rf2Components.MODULE + "\t" + version.tail() + "\r\n");
        }
    }
}
