package org.almoner.sample.population;

import java.time.LocalDate;

import org.almoner.sample.population.Names.Place;

/** Writes a person's Patient. */
final class PatientResource {

    private static final String EXTENSION = "http://hl7.org/fhir/us/core/StructureDefinition/us-core-";
    private static final String RACE_SYSTEM = "urn:oid:2.16.840.1.113883.6.238";

    private static final Code[] RACES = {
        new Code(RACE_SYSTEM, "2106-3", "White"),
        new Code(RACE_SYSTEM, "2106-3", "White"),
        new Code(RACE_SYSTEM, "2054-5", "Black or African American"),
        new Code(RACE_SYSTEM, "2028-9", "Asian"),
        new Code(RACE_SYSTEM, "1002-5", "American Indian or Alaska Native"),
        new Code(RACE_SYSTEM, "2076-8", "Native Hawaiian or Other Pacific Islander")
    };
    private static final Code[] DETAILED_RACES = {
        new Code(RACE_SYSTEM, "2108-9", "European"),
        new Code(RACE_SYSTEM, "2108-9", "European"),
        new Code(RACE_SYSTEM, "2060-2", "African"),
        new Code(RACE_SYSTEM, "2039-6", "Japanese"),
        new Code(RACE_SYSTEM, "1010-8", "Apache"),
        new Code(RACE_SYSTEM, "2080-0", "Samoan")
    };
    private static final Code HISPANIC = new Code(RACE_SYSTEM, "2135-2", "Hispanic or Latino");
    private static final Code NOT_HISPANIC = new Code(RACE_SYSTEM, "2186-5", "Not Hispanic or Latino");
    private static final Code[] LANGUAGES = {
        language("en-US", "English"),
        language("es", "Spanish"),
        language("vi", "Vietnamese"),
        language("ja", "Japanese")
    };
    private static final Code[] MARITAL = {
        Code.hl7("v3-MaritalStatus", "S", "Never married"),
        Code.hl7("v3-MaritalStatus", "M", "Married"),
        Code.hl7("v3-MaritalStatus", "D", "Divorced"),
        Code.hl7("v3-MaritalStatus", "W", "Widowed")
    };

    private final Chart chart;
    private final Person person;

    PatientResource(Chart chart) {
        this.chart = chart;
        this.person = chart.person();
    }

    private static Code language(String code, String display) {
        return new Code("urn:ietf:bcp:47", code, display);
    }

    void write() {
        var draws = person.draws(Purpose.DEMOGRAPHICS, 0);
        var json = chart.begin(FhirType.PATIENT, 0);
        extensions(json, draws);
        identifiers(json);
        json.put("active", !chart.past(person.death()));
        names(json);
        telecom(json);
        json.put("gender", person.woman() ? "female" : "male");
        birthDate(json, draws);
        if (chart.past(person.death())) {
            chart.moment(json, "deceasedDateTime", person.death());
        } else if (draws.percent(20)) {
            json.put("deceasedBoolean", false);
        }
        addresses(json);
        if (person.yearsOldAt(chart.now()) >= 18) {
            draws.one(MARITAL).writeConcept(json, "maritalStatus");
        }
        if (draws.percent(3)) {
            json.put("multipleBirthInteger", 2);
        }
        contact(json, draws);
        communication(json, draws);
        json.list("generalPractitioner");
        chart.network().practitionerItem(json, person.provider() * Network.PRACTITIONERS_EACH);
        json.closeList();
        chart.network().organization(json, "managingOrganization", person.provider());
        Lines.end(json);
    }

    private void extensions(Json json, Draws draws) {
        json.list("extension");
        json.open().put("url", EXTENSION + "race").list("extension");
        int race = draws.below(RACES.length);
        omb(json, "ombCategory", RACES[race]);
        if (draws.percent(10)) {
            omb(json, "ombCategory", RACES[(race + 2) % RACES.length]);
        }
        if (draws.percent(15)) {
            omb(json, "detailed", DETAILED_RACES[race]);
        }
        json.open()
                .put("url", "text")
                .put("valueString", RACES[race].display())
                .close()
                .closeList()
                .close();
        json.open().put("url", EXTENSION + "ethnicity").list("extension");
        var ethnicity = draws.percent(20) ? HISPANIC : NOT_HISPANIC;
        omb(json, "ombCategory", ethnicity);
        json.open()
                .put("url", "text")
                .put("valueString", ethnicity.display())
                .close()
                .closeList()
                .close();
        json.open()
                .put("url", EXTENSION + "birthsex")
                .put("valueCode", person.woman() ? "F" : "M")
                .close();
        if (draws.percent(30)) {
            json.open().put("url", EXTENSION + "genderIdentity");
            Code.snomed(person.woman() ? "446141000124107" : "446151000124109", person.woman() ? "Female" : "Male")
                    .writeConcept(json, "valueCodeableConcept");
            json.close();
        }
        json.open()
                .put("url", "http://hl7.org/fhir/StructureDefinition/patient-mothersMaidenName")
                .put("valueString", draws.one(Names.FAMILIES))
                .close();
        json.closeList();
    }

    private static void omb(Json json, String url, Code code) {
        json.open().put("url", url);
        code.writeCoding(json, "valueCoding");
        json.close();
    }

    private void identifiers(Json json) {
        long number = person.key() >>> 1;
        json.list("identifier");
        identifier(json, "MR", "Medical record number", "https://almoner.example.org/sample/mrn", "M" + number);
        if (number % 3 != 0) {
            // Numbers from 900 on were never given to anybody.
            var ssn = "9" + (10 + number % 90) + "-" + (10 + number / 90 % 90) + "-" + (1000 + number / 8100 % 9000);
            identifier(json, "SS", "Social security number", "http://hl7.org/fhir/sid/us-ssn", ssn);
        }
        if (number % 5 == 0) {
            identifier(
                    json,
                    "DL",
                    "Driver’s license number",
                    "urn:oid:2.16.840.1.113883.4.3.25",
                    "S" + number % 100_000_000);
        }
        json.closeList();
    }

    private static void identifier(Json json, String type, String display, String system, String value) {
        json.open().put("use", "usual");
        Code.hl7("v2-0203", type, display).writeConcept(json, "type");
        json.put("system", system).put("value", value).close();
    }

    private void names(Json json) {
        var draws = person.draws(Purpose.NAME, 2);
        json.list("name");
        json.open().put("use", "official");
        if (draws.percent(70)) {
            json.put("text", person.fullName());
        }
        json.put("family", person.family()).list("given").item(person.given());
        if (draws.percent(60)) {
            json.item(draws.one(person.woman() ? Names.WOMEN : Names.MEN));
        }
        json.closeList();
        if (draws.percent(40)) {
            json.list("prefix").item(person.woman() ? "Ms." : "Mr.").closeList();
        }
        if (draws.percent(5)) {
            json.list("suffix").item("Jr.").closeList();
        }
        json.close();
        if (person.woman() && draws.percent(35)) {
            json.open().put("use", "maiden").put("family", draws.one(Names.FAMILIES));
            json.list("given").item(person.given()).closeList().close();
        }
        if (draws.percent(15)) {
            json.open()
                    .put("use", "nickname")
                    .put("text", "\"" + person.given().charAt(0) + "\"")
                    .close();
        }
        json.closeList();
    }

    private void telecom(Json json) {
        var draws = person.draws(Purpose.TELECOM, 0);
        json.list("telecom");
        json.open()
                .put("system", "phone")
                .put("value", "555-" + draws.between(1000, 9999))
                .put("use", "home")
                .close();
        if (draws.percent(60)) {
            json.open().put("system", "phone").put("value", "+1 555 " + draws.between(1000, 9999));
            json.put("use", "mobile").put("rank", 1).close();
        }
        if (draws.percent(50)) {
            json.open()
                    .put("system", "email")
                    .put("value", "p" + draws.between(1, 1_000_000) + "@example.org")
                    .close();
        }
        json.closeList();
    }

    private void birthDate(Json json, Draws draws) {
        int chance = draws.below(100);
        var day = LocalDate.ofEpochDay(person.birth()).toString();
        // Of some people only the year or the month is known.
        json.put("birthDate", chance == 0 ? day.substring(0, 4) : chance == 1 ? day.substring(0, 7) : day);
    }

    /** Where they live, and where they lived before. People move now and then. */
    private void addresses(Json json) {
        var draws = person.draws(Purpose.HOME, 0);
        long length = draws.between(2 * Seconds.YEAR, 15 * Seconds.YEAR);
        long phase = Math.floorMod(draws.next(), length);
        long home = Math.floorDiv(chart.now() + phase, length);
        long moved = home * length - phase;
        json.list("address");
        boolean before = moved > person.birth() * Seconds.DAY;
        address(json, home, "home");
        if (before) {
            json.open("period").date("start", moved / Seconds.DAY).close();
        }
        json.close();
        if (before) {
            address(json, home - 1, "old");
            json.open("period").date("end", moved / Seconds.DAY).close().close();
        }
        json.closeList();
    }

    private void address(Json json, long home, String use) {
        var draws = person.draws(Purpose.HOME, home);
        Place place = Names.PLACES[person.place()];
        json.open().put("use", use).list("line").item(draws.between(1, 9999) + " " + draws.one(Names.STREETS));
        if (draws.percent(30)) {
            json.item("Apt " + draws.between(1, 99));
        }
        json.closeList().put("city", place.city());
        if (draws.percent(50)) {
            json.put("district", place.city() + " County");
        }
        json.put("state", place.state()).put("postalCode", place.postalCode()).put("country", "US");
    }

    private void contact(Json json, Draws draws) {
        if (!draws.percent(50)) {
            return;
        }
        json.list("contact").open();
        Code.hl7("v2-0131", "C", "Emergency contact").writeConcepts(json, "relationship");
        json.open("name")
                .put("family", person.family())
                .list("given")
                .item(draws.one(Names.WOMEN))
                .closeList()
                .close();
        json.list("telecom")
                .open()
                .put("system", "phone")
                .put("value", "555-" + draws.between(1000, 9999))
                .close()
                .closeList();
        json.close().closeList();
    }

    private static void communication(Json json, Draws draws) {
        int first = draws.percent(75) ? 0 : draws.below(LANGUAGES.length);
        json.list("communication");
        json.open();
        LANGUAGES[first].writeConcept(json, "language");
        json.put("preferred", true).close();
        if (draws.percent(20)) {
            json.open();
            LANGUAGES[(first + 1) % LANGUAGES.length].writeConcept(json, "language");
            json.close();
        }
        json.closeList();
    }
}
