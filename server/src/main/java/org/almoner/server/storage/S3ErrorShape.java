package org.almoner.server.storage;

import org.almoner.server.web.ErrorShape;
import org.almoner.server.web.Problem;

/** What goes wrong with a link before its filter sees it, or while it works, looks like every other error of links. */
final class S3ErrorShape implements ErrorShape {

    @Override
    public boolean covers(String path) {
        return path.startsWith(SignedLinks.PREFIX);
    }

    @Override
    public String contentType(Problem problem) {
        return S3Error.CONTENT_TYPE;
    }

    @Override
    public String body(Problem problem, String instance, String requestId) {
        return S3Error.other(problem.status().value(), problem.detail()).xml(requestId);
    }
}
