package org.almoner.sample.population;

/** What people have: for long, or for days. */
@SuppressWarnings("ImmutableEnumChecker") // a Code is a record of texts, and nobody gets the array
enum Disorder {
    HYPERTENSION("I10", "38341003", "High blood pressure", Drug.LISINOPRIL, Drug.HYDROCHLOROTHIAZIDE, Drug.AMLODIPINE),
    DIABETES("E11.9", "44054006", "Type 2 diabetes", Drug.METFORMIN),
    HIGH_LIPIDS("E78.5", "55822004", "High blood lipids", Drug.SIMVASTATIN),
    ASTHMA("J45.909", "195967001", "Asthma", Drug.PREDNISONE),
    ARTHROSIS("M19.90", "396275006", "Osteoarthritis", Drug.IBUPROFEN, Drug.ACETAMINOPHEN),
    DEPRESSION("F32.A", "35489007", "Depression"),
    THYROID("E03.9", "40930008", "Underactive thyroid"),
    REFLUX("K21.9", "235595009", "Gastric reflux"),
    MIGRAINE("G43.909", "37796009", "Migraine", Drug.IBUPROFEN),

    COLD("J06.9", "54150009", "Upper airway infection"),
    BRONCHITIS("J20.9", "10509002", "Acute bronchitis", Drug.AMOXICILLIN),
    URINARY_INFECTION("N39.0", "68566005", "Urinary tract infection", Drug.AMOXICILLIN),
    ANKLE_SPRAIN("S93.401A", "44465007", "Sprained ankle", Drug.IBUPROFEN),
    EAR_INFECTION("H66.90", "65363002", "Middle ear infection", Drug.AMOXICILLIN),
    HEADACHE("R51.9", "25064002", "Headache", Drug.ACETAMINOPHEN),
    VIRAL_INFECTION("B34.9", "34014006", "Viral infection"),
    ECZEMA("L30.9", "43116000", "Eczema");

    static final Disorder[] CHRONIC = {
        HYPERTENSION, DIABETES, HIGH_LIPIDS, ASTHMA, ARTHROSIS, DEPRESSION, THYROID, REFLUX, MIGRAINE
    };
    static final Disorder[] ACUTE = {
        COLD, BRONCHITIS, URINARY_INFECTION, ANKLE_SPRAIN, EAR_INFECTION, HEADACHE, VIRAL_INFECTION, ECZEMA
    };

    private final Code icd;
    private final Code snomed;
    private final Drug[] drugs;

    Disorder(String icd, String snomed, String display, Drug... drugs) {
        this.icd = new Code(Code.ICD_10_CM, icd, display);
        this.snomed = Code.snomed(snomed, display);
        this.drugs = drugs;
    }

    String display() {
        return icd.display();
    }

    /** As the billing desk knows it. */
    Code icd() {
        return icd;
    }

    /** As the ward knows it. */
    Code snomed() {
        return snomed;
    }

    /** What it is treated with, first choice first; may be empty. */
    Drug[] drugs() {
        return drugs.clone();
    }
}
