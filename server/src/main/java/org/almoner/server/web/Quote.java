package org.almoner.server.web;

import org.jspecify.annotations.Nullable;

/** Repeats to callers what they sent: in quotation marks, and no more of it than is needed to recognize it. */
final class Quote {

    private static final int LONGEST = 100;

    private Quote() {}

    static String of(@Nullable Object sent) {
        var text = String.valueOf(sent);
        return "'" + (text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...") + "'";
    }
}
