package org.almoner.server.web;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Marks requests whose answer broke off in the middle. Their connection has to be cut: were it ended in good order, the
 * caller would take half an answer for the whole.
 */
final class BrokenOff {

    private static final String ATTRIBUTE = BrokenOff.class.getName();

    private BrokenOff() {}

    static void mark(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, true);
    }

    static boolean isMarked(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) != null;
    }
}
