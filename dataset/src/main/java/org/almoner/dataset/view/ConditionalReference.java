package org.almoner.dataset.view;

import java.nio.charset.StandardCharsets;

/**
 * A reference by identifier: {@code Practitioner?identifier=http://hl7.org/fhir/sid/us-npi|9999900498} (FHIR R4, RESTful
 * API, conditional references). Its parts are ranges of {@link #utf8()}. Reused from one reference to the next.
 */
public final class ConditionalReference {
    private byte[] utf8 = new byte[0];
    private int typeStart;
    private int typeEnd;
    private int systemStart;
    private int systemEnd;
    private int valueStart;
    private int valueEnd;

    void set(byte[] bytes, int type, int afterType, int system, int afterSystem, int value, int afterValue) {
        utf8 = bytes;
        typeStart = type;
        typeEnd = afterType;
        systemStart = system;
        systemEnd = afterSystem;
        valueStart = value;
        valueEnd = afterValue;
    }

    /** Not to be changed, nor kept. */
    public byte[] utf8() {
        return utf8;
    }

    public int typeStart() {
        return typeStart;
    }

    public int typeEnd() {
        return typeEnd;
    }

    /** -1 if any system will do; with {@link #systemEnd} the same if the identifier is to have none. */
    public int systemStart() {
        return systemStart;
    }

    public int systemEnd() {
        return systemEnd;
    }

    public int valueStart() {
        return valueStart;
    }

    public int valueEnd() {
        return valueEnd;
    }

    /** The type of the resource that is meant. */
    public String type() {
        return new String(utf8, typeStart, typeEnd - typeStart, StandardCharsets.UTF_8);
    }

    /** The identifier as {@code system|value}, or just {@code value} if any system will do. */
    public String identifier() {
        int start = systemStart < 0 ? valueStart : systemStart;
        return new String(utf8, start, valueEnd - start, StandardCharsets.UTF_8);
    }
}
