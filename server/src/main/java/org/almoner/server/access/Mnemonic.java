package org.almoner.server.access;

import java.util.regex.Pattern;

/** The short name of an organization or a population, such as {@code cernerdemo}: fit for a host name's label. */
public record Mnemonic(String value) {

    private static final Pattern FORM = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    public Mnemonic {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("Not a mnemonic: '" + value
                    + "'. Use 1 to 63 lower-case letters, digits and hyphens, with no hyphen at either end.");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
