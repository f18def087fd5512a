package org.almoner.sample.population;

/** What is measured in a laboratory, with the limits of what is usual. */
@SuppressWarnings("ImmutableEnumChecker") // a Code is a record of texts
enum Lab {
    GLUCOSE("2345-7", "Glucose in blood", "mg/dL", 0, 70, 99),
    CREATININE("2160-0", "Creatinine in blood", "mg/dL", 2, 60, 130),
    POTASSIUM("2823-3", "Potassium in blood", "mmol/L", 1, 35, 51),
    SODIUM("2951-2", "Sodium in blood", "mmol/L", 0, 136, 145),
    HBA1C("4548-4", "Hemoglobin A1c", "%", 1, 40, 56),
    HEMOGLOBIN("718-7", "Hemoglobin", "g/dL", 1, 120, 175),
    CHOLESTEROL("2093-3", "Cholesterol, total", "mg/dL", 0, 120, 200),
    TRIGLYCERIDES("2571-8", "Triglycerides", "mg/dL", 0, 50, 150),
    WHITE_CELLS("6690-2", "White blood cells", "10*3/uL", 2, 450, 1100),
    PLATELETS("777-3", "Platelets", "10*3/uL", 0, 150, 400);

    private final Code code;
    private final String unit;
    private final int scale;
    private final int low;
    private final int high;

    Lab(String loinc, String display, String unit, int scale, int low, int high) {
        this.code = Code.loinc(loinc, display);
        this.unit = unit;
        this.scale = scale;
        this.low = low;
        this.high = high;
    }

    Code code() {
        return code;
    }

    String unit() {
        return unit;
    }

    /** Digits after the point; limits and values are whole numbers of the last digit. */
    int scale() {
        return scale;
    }

    int low() {
        return low;
    }

    int high() {
        return high;
    }
}
