package org.almoner.dataset.bulk;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Exchanges with a FHIR server that knows the program. Safe for many threads. */
final class Server {

    /** A manifest names every file: a few hundred bytes each. */
    private static final int LONGEST_TEXT = 1 << 26;

    private final BulkRequest request;
    private final HttpClient client;
    private final Tokens tokens;

    Server(BulkRequest request, Authentication authentication, BulkWorld world) {
        this.request = request;
        this.client = world.http();
        this.tokens = new Tokens(authentication, request, client);
    }

    /**
     * Asks for an export. The request is sent once at most, unless it was not accepted for want of a good token.
     *
     * @throws Wire.NotSentException if the server cannot have got it
     */
    Answer kickOff(Session session) throws IOException {
        var headers = Map.of("Accept", "application/fhir+json", "Prefer", "respond-async");
        return authorized(session, Wire.Kind.START, request.kickOff(), headers, Receiver.Target.text(LONGEST_TEXT));
    }

    Answer status(Session session, URI uri) throws IOException {
        var headers = Map.of("Accept", "application/json");
        return authorized(session, Wire.Kind.GET, uri, headers, Receiver.Target.text(LONGEST_TEXT));
    }

    Answer delete(Session session, URI uri) throws IOException {
        var headers = Map.of("Accept", "application/fhir+json");
        return authorized(session, Wire.Kind.DELETE, uri, headers, Receiver.Target.text(LONGEST_TEXT));
    }

    /** @param more headers, such as those of a range */
    Answer file(Session session, ManifestFile file, Map<String, String> more, Receiver.Target target)
            throws IOException {
        var headers = new HashMap<>(more);
        headers.put("Accept", "application/fhir+ndjson");
        headers.put("Accept-Encoding", "gzip");
        if (file.requiresAccessToken()) {
            return authorized(session, Wire.Kind.GET, file.url(), headers, target);
        }
        return Wire.send(session, client, Wire.Call.get(file.url(), headers, Optional.empty()), target);
    }

    private Answer authorized(
            Session session, Wire.Kind kind, URI uri, Map<String, String> headers, Receiver.Target target)
            throws IOException {
        var header = Urls.noWeaker(request.base(), uri) ? tokens.header(session) : Optional.<String>empty();
        var answer = Wire.send(session, client, new Wire.Call(kind, uri, headers, header, Optional.empty()), target);
        if (answer.status() == Answer.UNAUTHORIZED && header.isPresent() && tokens.refused(header.get())) {
            var again = new Wire.Call(kind, uri, headers, tokens.header(session), Optional.empty());
            return Wire.send(session, client, again, target);
        }
        return answer;
    }
}
