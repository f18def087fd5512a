package org.almoner.server.web;

import java.util.regex.Pattern;

import org.apache.catalina.AccessLog;
import org.apache.catalina.Globals;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * One line for every request, those included that were refused before they reached the application. Written when the answer
 * is made: a file that the kernel sends counts with its planned length; what was really sent is in the audit.
 *
 * <p>The query is left out, since the query of a link is what makes it open.
 */
final class RequestLog extends ValveBase implements AccessLog {

    static final String NAME = "almoner.requests";

    private static final Logger log = LoggerFactory.getLogger(NAME);
    private static final Pattern UNPRINTABLE = Pattern.compile("[^\\x21-\\x7e]");
    private static final int LONGEST_PATH = 500;

    RequestLog() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response)
            throws java.io.IOException, jakarta.servlet.ServletException {
        getNext().invoke(request, response);
    }

    @Override
    public void log(Request request, Response response, long nanos) {
        if (!log.isInfoEnabled()) {
            return;
        }
        var identity = RequestIdentity.of(request);
        var sender = Sender.of(request);
        try (var _ = MDC.putCloseable(LogFields.REQUEST_ID, identity.id());
                var _ = MDC.putCloseable(LogFields.ORGANIZATION, sender.organization());
                var _ = MDC.putCloseable(LogFields.CLIENT, sender.clientId())) {
            var method = printable(request.getMethod());
            var path = printable(request.getRequestURI());
            var bytes = bytesOf(request, response);
            var millis = nanos / 1_000_000.0;
            log.atInfo()
                    .addKeyValue("method", method)
                    .addKeyValue("path", path)
                    .addKeyValue("status", response.getStatus())
                    .addKeyValue("bytes", bytes)
                    .addKeyValue("duration_ms", millis)
                    .addKeyValue("address", identity.address())
                    .log(
                            "{} {} {} {} bytes {} ms {}",
                            method,
                            path,
                            response.getStatus(),
                            bytes,
                            millis,
                            identity.address());
        }
    }

    private static long bytesOf(Request request, Response response) {
        var written = response.getBytesWritten(false);
        return written <= 0
                        && request.getAttribute(Globals.SENDFILE_FILE_START_ATTR) instanceof Long start
                        && request.getAttribute(Globals.SENDFILE_FILE_END_ATTR) instanceof Long end
                ? end - start
                : written;
    }

    /** What a request line holds, however broken, in one word that cannot break a line of the log. */
    private static String printable(@Nullable String sent) {
        if (sent == null || sent.isEmpty()) {
            return "-";
        }
        var shown = sent.length() <= LONGEST_PATH ? sent : sent.substring(0, LONGEST_PATH) + "...";
        return UNPRINTABLE.matcher(shown).replaceAll("?");
    }

    /** The address in use is the one that trusted proxies tell, set by {@link ForwardedValve}. */
    @Override
    public void setRequestAttributesEnabled(boolean enabled) {}

    @Override
    public boolean getRequestAttributesEnabled() {
        return false;
    }
}
