package org.almoner.client.sns;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The ids of messages that were heard not long ago: a sender repeats what it did not get an answer to. Kept in memory only: whoever is started
 * anew has to look for what it missed in any case. Safe for use by many threads.
 */
final class RecentIds {

    private final int most;
    private final Map<String, State> ids = new LinkedHashMap<>();

    /** How far a message is. */
    enum State {
        /** It was not known, and is whoever's who asked. */
        NEW,
        /** Somebody is at it. */
        UNDER_WAY,
        /** It has been heard. */
        HEARD
    }

    RecentIds(int most) {
        this.most = most;
    }

    /** What is known of a message; from now on it is under way. */
    synchronized State begin(String id) {
        var known = ids.putIfAbsent(id, State.UNDER_WAY);
        if (ids.size() > most) {
            ids.remove(ids.keySet().iterator().next());
        }
        return known == null ? State.NEW : known;
    }

    /** It has been heard. */
    synchronized void heard(String id) {
        ids.replace(id, State.HEARD);
    }

    /** What was heard could not be used: it may come again. */
    synchronized void forget(String id) {
        ids.remove(id);
    }
}
