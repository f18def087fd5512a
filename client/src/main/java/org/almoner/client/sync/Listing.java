package org.almoner.client.sync;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a server lists, seen from the settings.
 *
 * @param chosen what is to be in the copy, by the keys of its subjects
 * @param others why something held is not among the chosen; what is in neither is not listed any more
 */
record Listing(Map<String, Available> chosen, Map<String, Left> others) {

    Listing() {
        this(new LinkedHashMap<>(), new LinkedHashMap<>());
    }

    /** Why something that is held is not to be kept. */
    sealed interface Left {

        /** Its publisher has withdrawn it. */
        record Retracted(String reason) implements Left {}

        /** There are newer ones, and they are as many as are to be kept. */
        record Superseded() implements Left {}

        /** No pattern of the settings fits it. */
        record NotChosen() implements Left {}
    }
}
