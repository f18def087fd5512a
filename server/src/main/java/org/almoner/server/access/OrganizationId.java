package org.almoner.server.access;

import java.util.regex.Pattern;

/** The opaque, permanent id of an organization, such as {@code 00393482300wD}: 11 digits and two letters. */
public record OrganizationId(String value) {

    private static final Pattern FORM = Pattern.compile("[0-9]{11}[A-Za-z]{2}");

    public OrganizationId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("Not an organization id: '" + value + "'");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
