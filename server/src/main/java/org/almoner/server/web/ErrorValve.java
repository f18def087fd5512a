package org.almoner.server.web;

import java.io.IOException;

import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tomcat's own refusals in our shape: request lines it cannot parse, addresses that climb, headers too long, and whatever a
 * servlet refused by status code alone. Replaces the page that would show a stack trace and Tomcat's version.
 */
final class ErrorValve extends ErrorReportValve {

    private static final Logger log = LoggerFactory.getLogger(ErrorValve.class);

    private final ErrorWriter errors;

    ErrorValve(ErrorWriter errors) {
        this.errors = errors;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        super.invoke(request, response);
        if (BrokenOff.isMarked(request) && !request.isAsync()) {
            response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, null);
        }
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        var problem = StatusProblems.of(response.getStatus());
        if (problem.status().is5xxServerError() && failure != null) {
            log.error(
                    "Request {} failed outside of the application",
                    RequestIdentity.of(request).id(),
                    failure);
        }
        try {
            errors.write(request, response, problem);
            response.finishResponse();
        } catch (IOException e) {
            log.debug("The caller went away before it could be told of an error", e);
        }
    }
}
