package org.almoner.sample.population;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Writes DiagnosticReports of laboratory values and DocumentReferences of notes. */
final class DocumentResources {

    private static final Code PANEL = Code.loinc("51990-0", "Laboratory panel");
    private static final Code LAB = Code.hl7("v2-0074", "LAB", "Laboratory");
    private static final Code PROGRESS_NOTE = Code.loinc("11506-3", "Progress note");
    private static final Code DISCHARGE_SUMMARY = Code.loinc("18842-5", "Discharge summary");
    private static final Code CLINICAL_NOTE =
            new Code(Code.US_CORE + "us-core-documentreference-category", "clinical-note", "Clinical note");
    private static final Code FORMAT = new Code(
            "http://ihe.net/fhir/ihe.formatcode.fhir/CodeSystem/formatcode",
            "urn:ihe:iti:xds:2017:mimeTypeSufficient",
            "Type says enough");

    private final Chart chart;

    DocumentResources(Chart chart) {
        this.chart = chart;
    }

    void writeReport(Visit visit, int labs) {
        var draws = chart.person().draws(Purpose.NOTE, ~visit.ordinal());
        boolean done = ObservationResources.labsAreFinal(chart, visit);
        var json = chart.begin(FhirType.DIAGNOSTIC_REPORT, visit.thing(0));
        json.put("status", done ? "final" : "preliminary");
        LAB.writeConcepts(json, "category");
        PANEL.writeConcept(json, "code");
        chart.patient(json, "subject");
        chart.encounter(json, "encounter", visit);
        chart.moment(json, "effectiveDateTime", visit.start() + 10 * Seconds.MINUTE);
        chart.moment(json, "issued", visit.start() + 3 * Seconds.HOUR);
        json.list("performer");
        chart.network().organizationItem(json, visit.provider());
        json.closeList().list("resultsInterpreter");
        chart.network().practitionerItem(json, visit.practitioner());
        json.closeList().list("result");
        for (int i = 0; i < labs; i++) {
            json.open();
            json.reference(
                    FhirType.OBSERVATION,
                    chart.person().id(FhirType.OBSERVATION, visit.thing(ObservationResources.FIRST_LAB + i)));
            json.put("display", ObservationResources.labCode(visit, i).display())
                    .close();
        }
        json.closeList();
        if (done && draws.percent(30)) {
            json.put("conclusion", Notes.text(draws, 1));
        }
        Lines.end(json);
    }

    void writeNote(Visit visit) {
        var draws = chart.person().draws(Purpose.NOTE, visit.ordinal());
        long written = visit.end() + 2 * Seconds.HOUR;
        if (!draws.percent(70) || !chart.past(written)) {
            return;
        }
        boolean amended = draws.percent(8);
        long amendedAt = written + draws.between(Seconds.DAY, 60 * Seconds.DAY);
        boolean superseded = amended && chart.past(amendedAt);
        writeNote(visit, 0, written, superseded ? "superseded" : "current", Notes.text(draws, 4 + draws.below(20)));
        if (superseded) {
            writeNote(visit, 1, amendedAt, "current", "Addendum\n" + Notes.text(draws, 2));
        }
    }

    private void writeNote(Visit visit, int number, long written, String status, String text) {
        var json = chart.begin(FhirType.DOCUMENT_REFERENCE, visit.thing(number));
        // Half of the sources escape what is not ASCII.
        json.asciiOnly(visit.practitioner() % 2 == 1);
        json.list("identifier").open().put("system", Network.OWN_IDENTIFIERS).put("value", "D" + visit.thing(number));
        json.close().closeList();
        json.put("status", status).put("docStatus", "final");
        (visit.kind() == Visit.Kind.INPATIENT ? DISCHARGE_SUMMARY : PROGRESS_NOTE).writeConcept(json, "type");
        CLINICAL_NOTE.writeConcepts(json, "category");
        chart.patient(json, "subject");
        chart.moment(json, "date", written);
        json.list("author");
        chart.network().practitionerItem(json, visit.practitioner());
        json.closeList();
        chart.network().organization(json, "custodian", visit.provider());
        if (number > 0) {
            json.list("relatesTo").open().put("code", "replaces");
            chart.reference(json, "target", FhirType.DOCUMENT_REFERENCE, visit.thing(0));
            json.close().closeList();
        }
        json.put("description", text.length() < 80 ? text : text.substring(0, text.offsetByCodePoints(0, 40)) + "…");
        json.list("content").open().open("attachment").put("contentType", "text/plain; charset=utf-8");
        json.put("data", Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
        json.put("title", "Note").close();
        FORMAT.writeCoding(json, "format");
        json.close();
        if (visit.kind() == Visit.Kind.INPATIENT) {
            json.open().open("attachment").put("contentType", "application/pdf");
            json.put("url", "https://almoner.example.org/sample/documents/" + visit.thing(number) + ".pdf");
            json.put("size", 4096 + text.length()).close().close();
        }
        json.closeList().open("context").list("encounter");
        chart.reference(json, FhirType.ENCOUNTER, visit.ordinal());
        json.closeList();
        chart.period(json, "period", visit.start(), visit.end());
        json.close();
        Lines.end(json);
        json.asciiOnly(false);
    }
}
