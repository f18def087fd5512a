package org.almoner.server.subscription;

import java.security.SecureRandom;
import java.util.HexFormat;

/** What confirms a subscription: 256 random bits as hexadecimal digits. */
record Token(String text) {

    private static final int LENGTH = 32;

    static Token random(SecureRandom random) {
        var bytes = new byte[LENGTH];
        random.nextBytes(bytes);
        return new Token(HexFormat.of().formatHex(bytes));
    }

    /** What is kept of it; nobody guesses 256 bits, so there is no salt. */
    String hash() {
        return Hash.of(text);
    }

    /** Never the token. */
    @Override
    public String toString() {
        return "Token";
    }
}
