package org.almoner.codeset.profile;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How bad it is that a rule does not hold. */
public enum Severity {
    /** The release is not to be given out. */
    ERROR("error"),
    /** Somebody should look at it; publishers have released such. */
    WARNING("warning");

    private final String word;

    Severity(String word) {
        this.word = word;
    }

    /** Its name in profiles and reports. */
    public String word() {
        return word;
    }

    static Optional<Severity> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(Severity::word).toList();
    }
}
