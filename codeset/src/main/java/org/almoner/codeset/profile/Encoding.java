package org.almoner.codeset.profile;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What the bytes of a file mean. A byte order mark decides, whatever a profile says. */
public enum Encoding {
    US_ASCII("us-ascii"),
    UTF_8("utf-8"),
    ISO_8859_1("iso-8859-1"),
    WINDOWS_1252("windows-1252");

    private final String word;

    Encoding(String word) {
        this.word = word;
    }

    /** Its name in profiles, that of the IANA registry in lower case. */
    public String word() {
        return word;
    }

    static Optional<Encoding> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(Encoding::word).toList();
    }
}
