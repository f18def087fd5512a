package org.almoner.sample.population;

/** Writes all that there is of a person. */
final class PatientRecord {

    private final Chart chart;
    private final Person person;
    private final EncounterResource encounters;
    private final ConditionResources conditions;
    private final ObservationResources observations;
    private final ProcedureResources procedures;
    private final DocumentResources documents;
    private final MedicationResources medications;
    private final MoneyResources money;
    private final PreventionResources prevention;
    private final CareResources care;

    PatientRecord(Chart chart) {
        this.chart = chart;
        this.person = chart.person();
        this.encounters = new EncounterResource(chart);
        this.conditions = new ConditionResources(chart);
        this.observations = new ObservationResources(chart);
        this.procedures = new ProcedureResources(chart);
        this.documents = new DocumentResources(chart);
        this.medications = new MedicationResources(chart);
        this.money = new MoneyResources(chart);
        this.prevention = new PreventionResources(chart);
        this.care = new CareResources(chart);
    }

    void write() {
        new PatientResource(chart).write();
        money.writeCoverages();
        prevention.writeAllergies();
        care.writeDevices();
        care.writeDirective();
        for (var illness : person.illnesses()) {
            boolean began = chart.past(illness.onset()) && illness.onset() < person.death();
            if (began && illness.abatement() >= chart.from()) {
                writeIllness(illness);
            }
        }
        for (var visit : Visit.of(person, chart.from(), chart.now())) {
            writeVisit(visit);
        }
    }

    /** Everything of an illness is kept as long as it lasts, with the encounter in which it was found. */
    private void writeIllness(Illness illness) {
        var found = Visit.finding(person, illness);
        conditions.write(illness, found);
        encounters.write(found, found.thing(0), illness.disorder());
        care.write(illness, found);
        illness.courses().stream()
                .filter(course -> course.stop() >= chart.from() && course.start() < person.death())
                .forEach(course -> medications.write(illness, found, course));
        if (found.start() >= chart.from()) {
            writeEvents(found, found.thing(0), illness.disorder());
        }
    }

    private void writeVisit(Visit visit) {
        var acute = ConditionResources.Acute.of(person, visit);
        boolean ill = visit.kind() != Visit.Kind.CHECKUP;
        long condition = ill ? visit.thing(0) : Visit.NONE;
        encounters.write(visit, condition, acute.disorder());
        if (ill) {
            conditions.write(acute, visit);
            medications.write(visit, acute);
        }
        writeEvents(visit, condition, acute.disorder());
    }

    private void writeEvents(Visit visit, long condition, Disorder disorder) {
        observations.writeVitals(visit);
        int labs = ObservationResources.labs(person, visit);
        if (labs > 0 && observations.labsAreIn(visit)) {
            for (int i = 0; i < labs; i++) {
                observations.writeLab(visit, i);
            }
            documents.writeReport(visit, labs);
        }
        observations.writeSurvey(visit);
        int many = ProcedureResources.many(person, visit);
        for (int i = 0; i < many; i++) {
            procedures.write(visit, i, condition);
        }
        prevention.writeImmunizations(visit);
        documents.writeNote(visit);
        money.write(visit, many, condition, disorder);
    }
}
