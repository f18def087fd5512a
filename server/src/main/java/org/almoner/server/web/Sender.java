package org.almoner.server.web;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Who sent a request, for the log. Whoever finds out says so with {@link #is}.
 *
 * @param organization the id of the organization; null as long as it is not known
 * @param clientId null as long as it is not known
 */
public record Sender(
        @Nullable String organization, @Nullable String clientId) {

    private static final String ATTRIBUTE = Sender.class.getName();
    private static final Sender UNKNOWN = new Sender(null, null);

    /** From now on, what is logged about this request tells who sent it. */
    public static void is(HttpServletRequest request, String organization, String clientId) {
        request.setAttribute(ATTRIBUTE, new Sender(organization, clientId));
        MDC.put(LogFields.ORGANIZATION, organization);
        MDC.put(LogFields.CLIENT, clientId);
    }

    static Sender of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Sender known ? known : UNKNOWN;
    }
}
