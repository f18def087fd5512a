package org.almoner.server.storage;

import java.io.IOException;
import java.nio.file.NoSuchFileException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.almoner.server.storage.BytePath.Download;
import org.almoner.server.storage.BytePath.Refusal;
import org.almoner.server.storage.SignedLinks.Redemption;
import org.almoner.server.storage.StorageEvent.LinkRefused;
import org.almoner.server.storage.StorageEvent.Reason;
import org.almoner.server.web.Sender;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;

/**
 * The end point of links, {@code /files/**}. A filter, and one that lets nothing pass: it stands before those that look for
 * tokens, forms and controllers, since a link is all the permission there is, a file's name may hold what they refuse, and
 * together they would cost more than sending a small file.
 */
final class LinkFilter extends HttpFilter {

    private final SignedLinks links;
    private final Objects objects;
    private final ByteServer bytes;
    private final ApplicationEventPublisher events;
    private final LinkNames names;
    private final boolean allowPut;

    LinkFilter(
            SignedLinks links,
            Objects objects,
            ByteServer bytes,
            ApplicationEventPublisher events,
            LinkNames names,
            LinkSettings settings) {
        this.links = links;
        this.objects = objects;
        this.bytes = bytes;
        this.events = events;
        this.names = names;
        this.allowPut = settings.allowPut();
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain unused)
            throws IOException {
        var head = request.getMethod().equals("HEAD");
        if (!isAllowed(request)) {
            response.setHeader("Allow", allowPut ? "GET, HEAD, PUT" : "GET, HEAD");
            S3Error.methodNotAllowed(request.getMethod()).send(response, head);
            return;
        }
        switch (links.redeem(path(request), request.getQueryString())) {
            case Redemption.Granted(var permit) -> serve(permit, request, response);
            case Redemption.Expired(var permit, var now) -> {
                refused(Reason.EXPIRED, permit, request);
                S3Error.expired(permit.expiresAt(), now).send(response, head);
            }
            case Redemption.Forged() -> {
                refused(Reason.FORGED, null, request);
                S3Error.forged().send(response, head);
            }
        }
    }

    private void serve(LinkPermit permit, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Sender.is(request, permit.organization(), permit.clientId());
        var object = objects.find(permit.object());
        try {
            if (object.isPresent()) {
                bytes.serve(
                        request,
                        response,
                        download(permit, object.get()),
                        refusal -> error(refusal, request, object.get()).send(response, false));
                return;
            }
        } catch (NoSuchFileException _) {
            // Deleted between the look at the row and the look at the bytes.
            response.reset();
        }
        refused(Reason.GONE, permit, request);
        S3Error.gone().send(response, request.getMethod().equals("HEAD"));
    }

    /** {@code GET} and {@code HEAD}; and {@code PUT} without a body, for clients written from the Download API's pages. */
    private boolean isAllowed(HttpServletRequest request) throws IOException {
        return switch (request.getMethod()) {
            case "GET", "HEAD" -> true;
            case "PUT" -> allowPut && hasNoBody(request);
            default -> false;
        };
    }

    private static boolean hasNoBody(HttpServletRequest request) throws IOException {
        var announced = request.getContentLengthLong();
        return announced < 0 ? request.getInputStream().read() < 0 : announced == 0;
    }

    /** The path as it was sent: decoded, it might not be the one that was signed. */
    private static String path(HttpServletRequest request) {
        var prefix = request.getContextPath() + SignedLinks.PREFIX;
        var path = request.getRequestURI();
        return path.startsWith(prefix) ? path.substring(prefix.length()) : path;
    }

    private Download download(LinkPermit permit, StoredObject object) {
        return new Download(
                object,
                name(permit),
                ContentDisposition.fileName(permit.disposition()).orElseThrow(),
                permit.contentType(),
                permit.organization(),
                permit.clientId());
    }

    private static S3Error error(Refusal refusal, HttpServletRequest request, StoredObject object) {
        return switch (refusal) {
            case PRECONDITION_FAILED -> S3Error.preconditionFailed();
            case NOT_SATISFIABLE -> S3Error.invalidRange(String.valueOf(request.getHeader("Range")), object.length());
        };
    }

    /** @param permit what the link permits; null if that cannot be trusted */
    private void refused(Reason reason, @Nullable LinkPermit permit, HttpServletRequest request) {
        events.publishEvent(
                permit == null
                        ? new LinkRefused(reason, null, null, null, "", request.getRequestURI())
                        : new LinkRefused(
                                reason,
                                permit.organization(),
                                permit.clientId(),
                                permit.object(),
                                name(permit),
                                request.getRequestURI()));
    }

    private String name(LinkPermit permit) {
        return names.of(permit.steps()).orElse(permit.object().value());
    }
}
