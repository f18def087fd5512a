package org.almoner.server.settings;

/**
 * A setting that must not be seen: wherever it is printed, it shows three asterisks. A blank one is one that was not set.
 *
 * @param reveal what it is; call it where it is used, and keep nothing of it
 */
public record Secret(String reveal) {

    /** For Spring, which makes settings from text. */
    public static Secret of(String text) {
        return new Secret(text);
    }

    public boolean isBlank() {
        return reveal.isBlank();
    }

    @Override
    public String toString() {
        return "***";
    }
}
