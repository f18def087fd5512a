package org.almoner.server.access;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Pattern;

/** The id of a client of ours. An external issuer has its own ids for its clients. */
record ClientId(String value) {

    private static final Pattern FORM = Pattern.compile("[a-z0-9]{1,64}");
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final int LENGTH = 24;

    /** Public for Spring, which makes one of a path variable with it. */
    public ClientId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("Not a client id: 1 to 64 lower-case letters and digits are.");
        }
    }

    /** The id in a text that a stranger sent; empty if it cannot be one. */
    static Optional<ClientId> of(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new ClientId(text)) : Optional.empty();
    }

    static ClientId random(SecureRandom random) {
        var id = new StringBuilder(LENGTH);
        random.ints(LENGTH, 0, ALPHABET.length()).forEach(index -> id.append(ALPHABET.charAt(index)));
        return new ClientId(id.toString());
    }

    @Override
    public String toString() {
        return value;
    }
}
