package org.almoner.codeset.lookup;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What releases say of a code.
 *
 * @param code as it was asked for
 * @param versions that were looked into, the oldest first
 * @param state in the newest of them
 * @param since the oldest of the versions since which it has been as it is without a break; nothing if it is unknown
 * @param lastValid the newest version in which it was valid; nothing if it never was
 * @param from the day from which on it holds, where its set says
 * @param until the day until which it does, where its set says
 * @param cells of its newest row, by column
 * @param instead codes to use instead, where the set says
 */
public record CodeAnswer(
        String code,
        List<String> versions,
        State state,
        Optional<String> since,
        Optional<String> lastValid,
        Optional<String> from,
        Optional<String> until,
        Map<String, String> cells,
        List<String> instead) {

    /** What a code is. */
    public enum State {
        /** It is there and in force. */
        VALID,
        /** It is there and not in force: it is retired, or only a heading above codes. */
        NOT_IN_FORCE,
        /** It was there. */
        GONE,
        /** No version has it. */
        UNKNOWN
    }

    public CodeAnswer {
        versions = List.copyOf(versions);
        instead = List.copyOf(instead);
    }
}
