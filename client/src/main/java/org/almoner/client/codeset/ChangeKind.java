package org.almoner.client.codeset;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** What a code has become from one version to the next. */
public enum ChangeKind {
    /** It is new. */
    ADDED,
    /** It is no longer there. */
    REMOVED,
    /** It is there, but no longer in force. */
    RETIRED,
    /** It is in force again. */
    REACTIVATED,
    /** It is mapped to something else. */
    REMAPPED,
    /** Anything else of it is different. */
    REVISED;

    /** Its name in documents and queries. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
