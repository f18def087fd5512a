package org.almoner.sample.population;

import java.util.List;

/** Writes Observations: vital signs, laboratory values, and what is asked and noted, with values of every type. */
final class ObservationResources {

    private static final List<Lab> LABS = List.of(Lab.values());
    private static final String UNITS_BP = "mm[Hg]";
    private static final Code VITAL_SIGNS = category("vital-signs", "Vital signs");
    private static final Code LABORATORY = category("laboratory", "Laboratory");
    private static final Code SOCIAL = category("social-history", "Social history");
    private static final Code SURVEY = category("survey", "Survey");
    private static final Code HIGH = Code.hl7("v3-ObservationInterpretation", "H", "High");
    private static final Code LOW = Code.hl7("v3-ObservationInterpretation", "L", "Low");
    private static final Code NORMAL = Code.hl7("v3-ObservationInterpretation", "N", "Normal");
    private static final Code NOT_ASKED = Code.hl7("data-absent-reason", "not-asked", "Not asked");

    private static final Code PRESSURE = Code.loinc("85354-9", "Blood pressure");
    private static final Code SYSTOLIC = Code.loinc("8480-6", "Systolic pressure");
    private static final Code DIASTOLIC = Code.loinc("8462-4", "Diastolic pressure");
    private static final Code HEART_RATE = Code.loinc("8867-4", "Heart rate");
    private static final Code TEMPERATURE = Code.loinc("8310-5", "Body temperature");
    private static final Code WEIGHT = Code.loinc("29463-7", "Body weight");
    private static final Code SMOKING = Code.loinc("72166-2", "Smoking status");
    private static final Code[] SMOKES = {
        Code.snomed("266919005", "Never smoked"),
        Code.snomed("8517006", "Smoked before"),
        Code.snomed("77176002", "Smokes")
    };

    /** Labs start here among the things of a visit, surveys here. */
    static final int FIRST_LAB = 8;

    static final int FIRST_SURVEY = 32;
    static final int MISTAKE = 60;

    private static final long FINAL_AFTER = 30 * Seconds.HOUR;

    private final Chart chart;

    ObservationResources(Chart chart) {
        this.chart = chart;
    }

    private static Code category(String code, String display) {
        return Code.hl7("observation-category", code, display);
    }

    void writeVitals(Visit visit) {
        var draws = chart.person().draws(Purpose.VITALS, visit.ordinal());
        if (visit.kind() == Visit.Kind.VIRTUAL || !chart.past(visit.start() + 5 * Seconds.MINUTE)) {
            return;
        }
        long taken = visit.start() + 2 * Seconds.MINUTE;
        var pressure = begin(visit, 0, VITAL_SIGNS, PRESSURE, taken, "final");
        pressure.list("component");
        component(pressure, SYSTOLIC, draws.between(98, 165));
        component(pressure, DIASTOLIC, draws.between(58, 102));
        pressure.closeList();
        Lines.end(pressure);
        var rate = begin(visit, 1, VITAL_SIGNS, HEART_RATE, taken, "final");
        Chart.quantity(rate, "valueQuantity", draws.between(52, 110), 0, "beats/minute", "/min");
        Lines.end(rate);
        var weight = begin(visit, 2, VITAL_SIGNS, WEIGHT, taken, "final");
        Chart.quantity(weight, "valueQuantity", draws.between(480, 1150), 1, "kg", "kg");
        Lines.end(weight);
        var temperature = begin(visit, 3, VITAL_SIGNS, TEMPERATURE, taken, "final");
        if (draws.percent(4)) {
            NOT_ASKED.writeConcept(temperature, "dataAbsentReason");
        } else {
            Chart.quantity(temperature, "valueQuantity", draws.between(3600, 3890), 2, "°C", "Cel");
        }
        Lines.end(temperature);
        if (draws.percent(5) && !chart.past(taken + 40 * Seconds.DAY)) {
            // Found to be of somebody else after a while, and taken out.
            var mistake = begin(visit, MISTAKE, VITAL_SIGNS, WEIGHT, taken, "final");
            Chart.quantity(mistake, "valueQuantity", draws.between(2000, 9000), 1, "kg", "kg");
            Lines.end(mistake);
        }
    }

    private static void component(Json json, Code code, int value) {
        json.open();
        code.writeConcept(json, "code");
        Chart.quantity(json, "valueQuantity", value, 0, UNITS_BP, UNITS_BP);
        json.close();
    }

    /** How many labs were taken in a visit; those of the first places of {@link #lab}. */
    static int labs(Person person, Visit visit) {
        var draws = person.draws(Purpose.LABS, visit.ordinal());
        return switch (visit.kind()) {
            case CHECKUP -> LABS.size();
            case OFFICE -> draws.percent(45) ? 2 + draws.below(3) : 0;
            case VIRTUAL -> 0;
            case EMERGENCY, INPATIENT -> 4 + draws.below(6);
        };
    }

    private static Lab lab(Visit visit, int number) {
        return LABS.get((int) Math.floorMod(visit.ordinal() + number, (long) LABS.size()));
    }

    /** Whether the laboratory has anything to say yet. */
    boolean labsAreIn(Visit visit) {
        return chart.past(labTime(visit) + 3 * Seconds.HOUR);
    }

    private static long labTime(Visit visit) {
        return visit.start() + 10 * Seconds.MINUTE;
    }

    static boolean labsAreFinal(Chart chart, Visit visit) {
        return chart.past(labTime(visit) + FINAL_AFTER);
    }

    void writeLab(Visit visit, int number) {
        var draws = chart.person().draws(Purpose.LABS, visit.thing(number));
        var lab = lab(visit, number);
        int span = lab.high() - lab.low();
        int value = lab.low() - span / 5 + draws.below(span + span / 2);
        boolean corrected = draws.percent(4) && chart.past(labTime(visit) + 20 * Seconds.DAY);
        var status = corrected ? "corrected" : labsAreFinal(chart, visit) ? "final" : "preliminary";
        var json = begin(visit, FIRST_LAB + number, LABORATORY, lab.code(), labTime(visit), status);
        chart.moment(json, "issued", labTime(visit) + 2 * Seconds.HOUR);
        Chart.quantity(json, "valueQuantity", corrected ? value + 1 : value, lab.scale(), lab.unit(), lab.unit());
        (value < lab.low() ? LOW : value > lab.high() ? HIGH : NORMAL).writeConcepts(json, "interpretation");
        if (corrected || draws.percent(3)) {
            json.list("note")
                    .open()
                    .put("text", corrected ? "Corrected | was " + value : Notes.text(draws, 1))
                    .close();
            json.closeList();
        }
        json.list("referenceRange").open();
        Chart.quantity(json, "low", lab.low(), lab.scale(), lab.unit(), lab.unit());
        Chart.quantity(json, "high", lab.high(), lab.scale(), lab.unit(), lab.unit());
        Code.hl7("referencerange-meaning", "normal", "Normal range").writeConcept(json, "type");
        json.close().closeList();
        Lines.end(json);
    }

    static Code labCode(Visit visit, int number) {
        return lab(visit, number).code();
    }

    /** Smoking once a year, and one of the rarer things, so that every type of value occurs. */
    void writeSurvey(Visit visit) {
        if (!chart.past(visit.end())) {
            return;
        }
        var draws = chart.person().draws(Purpose.SURVEY, visit.ordinal());
        if (visit.kind() == Visit.Kind.CHECKUP) {
            var smoking = begin(visit, FIRST_SURVEY, SOCIAL, SMOKING, visit.start(), "final");
            draws.one(SMOKES).writeConcept(smoking, "valueCodeableConcept");
            Lines.end(smoking);
        } else if (!draws.percent(40)) {
            return;
        }
        writeRare(visit, draws);
    }

    private void writeRare(Visit visit, Draws draws) {
        int which = draws.below(9);
        var code = switch (which) {
            case 0 -> Code.loinc("55758-7", "PHQ-2 score");
            case 1 -> Code.loinc("8251-1", "Comment");
            case 2 -> Code.own("lives-alone", "Lives alone");
            case 3 -> Code.own("last-dental-visit", "Last visit to the dentist");
            case 4 -> Code.own("bedtime", "Bedtime");
            case 5 -> Code.loinc("5048-4", "Nuclear antibody titer");
            case 6 -> Code.own("walking-distance", "Walking distance");
            case 7 -> Code.own("symptoms-lasted", "Symptoms lasted");
            default -> Code.own("rhythm", "Heart rhythm strip");
        };
        var json = begin(visit, FIRST_SURVEY + 1, SURVEY, code, visit.start(), "final");
        switch (which) {
            case 0 -> json.put("valueInteger", draws.below(7));
            case 1 -> json.put("valueString", Notes.text(draws, 3));
            case 2 -> json.put("valueBoolean", draws.percent(30));
            case 3 -> json.put("valueDateTime", (2000 + draws.below(20)) + "-0" + (1 + draws.below(9)));
            case 4 -> json.put("valueTime", (20 + draws.below(4)) + ":" + (10 + draws.below(50)) + ":00");
            case 5 ->
                json.open("valueRatio")
                        .open("numerator")
                        .put("value", 1)
                        .close()
                        .open("denominator")
                        .put("value", 40L << draws.below(5))
                        .close()
                        .close();
            case 6 -> {
                json.open("valueRange");
                Chart.quantity(json, "low", draws.between(100, 400), 0, "m", "m");
                Chart.quantity(json, "high", draws.between(500, 900), 0, "m", "m");
                json.close();
            }
            case 7 ->
                chart.period(json, "valuePeriod", visit.start() - draws.between(2, 9) * Seconds.DAY, visit.start());
            default -> {
                json.open("valueSampledData")
                        .open("origin")
                        .put("value", 0)
                        .put("unit", "mV")
                        .close();
                json.put("period", 10)
                        .put("dimensions", 1)
                        .put("data", "1 2 5 E 3 2 U 1")
                        .close();
            }
        }
        Lines.end(json);
    }

    private Json begin(Visit visit, int number, Code category, Code code, long taken, String status) {
        var json = chart.begin(FhirType.OBSERVATION, visit.thing(number));
        json.put("status", status);
        category.writeConcepts(json, "category");
        code.writeConcept(json, "code");
        chart.patient(json, "subject");
        chart.encounter(json, "encounter", visit);
        chart.moment(json, "effectiveDateTime", taken);
        json.list("performer");
        chart.network().practitionerItem(json, visit.practitioner());
        json.closeList();
        return json;
    }
}
