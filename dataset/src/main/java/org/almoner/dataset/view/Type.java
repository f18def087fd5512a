package org.almoner.dataset.view;

import java.util.HashMap;
import java.util.Map;

import org.almoner.dataset.row.ColumnType;
import org.jspecify.annotations.Nullable;

/** What is known of an expression's values before there are any. */
enum Type {
    /** An element of a resource that nothing is known of. */
    ANY,
    BOOLEAN,
    STRING,
    INTEGER,
    DECIMAL,
    DATE,
    DATE_TIME,
    TIME,
    PERIOD,
    COMPLEX;

    /** FHIR's data types, R4 and R5. */
    private static final Map<String, Type> FHIR = new HashMap<>();

    static {
        put(BOOLEAN, "boolean");
        put(STRING, "string code id uri url canonical oid uuid markdown base64Binary xhtml");
        put(INTEGER, "integer integer64 positiveInt unsignedInt");
        put(DECIMAL, "decimal");
        put(DATE, "date");
        put(DATE_TIME, "dateTime instant");
        put(TIME, "time");
        put(PERIOD, "Period");
        put(
                COMPLEX,
                "Address Age Annotation Attachment Availability BackboneElement CodeableConcept CodeableReference Coding "
                        + "ContactDetail ContactPoint Contributor Count DataRequirement Distance Dosage Duration Element "
                        + "Expression ExtendedContactDetail Extension HumanName Identifier Meta MonetaryComponent Money "
                        + "MoneyQuantity Narrative ParameterDefinition Quantity Range Ratio RatioRange Reference "
                        + "RelatedArtifact SampledData Signature SimpleQuantity Timing TriggerDefinition UsageContext "
                        + "VirtualServiceDetail");
    }

    private static void put(Type type, String names) {
        for (var name : names.split(" ", -1)) {
            FHIR.put(name, type);
        }
    }

    /** The type of that name in FHIR's data types; null if it has none, as for a resource's. */
    static @Nullable Type ofFhir(String name) {
        return FHIR.get(name);
    }

    boolean isTemporal() {
        return this == DATE || this == DATE_TIME || this == TIME;
    }

    boolean isNumber() {
        return this == INTEGER || this == DECIMAL;
    }

    boolean isPrimitive() {
        return this != ANY && this != PERIOD && this != COMPLEX;
    }

    /** Whether values of the two can be equal, or one less than the other. */
    boolean isComparableWith(Type other) {
        return this == ANY
                || other == ANY
                || this == other
                || (isNumber() && other.isNumber())
                || (isTemporal() && other.isTemporal() && (this == TIME) == (other == TIME))
                || (!isPrimitive() && !other.isPrimitive());
    }

    /** How a column of this type reads; only for what a cell can hold. */
    ColumnType column() {
        return switch (this) {
            case ANY, STRING, PERIOD, COMPLEX -> ColumnType.STRING;
            case BOOLEAN -> ColumnType.BOOLEAN;
            case INTEGER -> ColumnType.INTEGER;
            case DECIMAL -> ColumnType.DECIMAL;
            case DATE -> ColumnType.DATE;
            case DATE_TIME -> ColumnType.DATE_TIME;
            case TIME -> ColumnType.TIME;
        };
    }

    /** As a person says it. */
    @Override
    public String toString() {
        return switch (this) {
            case ANY -> "a value";
            case BOOLEAN -> "a boolean";
            case STRING -> "a string";
            case INTEGER -> "an integer";
            case DECIMAL -> "a decimal";
            case DATE -> "a date";
            case DATE_TIME -> "a dateTime";
            case TIME -> "a time";
            case PERIOD -> "a Period";
            case COMPLEX -> "an element with others in it";
        };
    }
}
