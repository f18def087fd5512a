package org.almoner.server.delivery;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.apache.hc.client5.http.auth.AuthChallenge;
import org.apache.hc.client5.http.auth.AuthScheme;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.AuthenticationException;
import org.apache.hc.client5.http.auth.ChallengeType;
import org.apache.hc.client5.http.auth.MalformedChallengeException;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.impl.auth.AuthChallengeParser;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.auth.BasicScheme;
import org.apache.hc.client5.http.impl.auth.DigestScheme;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.message.ParserCursor;

/**
 * Answers to 401 (RFC 7617, RFC 7616). A password is sent only to who asks for it, as Digest where both are offered. HttpClient could do so by itself, but
 * would read the whole body of the 401 first.
 */
final class Authorization {

    private static final List<String> BEST_FIRST = List.of("digest", "basic");

    private Authorization() {}

    /**
     * What to send along.
     *
     * @param challenges the values of {@code WWW-Authenticate}
     * @return empty if none of them is one that can be answered
     */
    static Optional<String> answering(
            List<String> challenges, Endpoint.Login login, HttpHost target, HttpRequest request) {
        var offered = challenges.stream().flatMap(text -> parsed(text).stream()).toList();
        for (var name : BEST_FIRST) {
            for (var challenge : offered) {
                if (challenge.getSchemeName().toLowerCase(Locale.ROOT).equals(name)) {
                    var answer = answer(challenge, name, login, target, request);
                    if (answer.isPresent()) {
                        return answer;
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static List<AuthChallenge> parsed(String text) {
        try {
            return AuthChallengeParser.INSTANCE.parse(ChallengeType.TARGET, text, new ParserCursor(0, text.length()));
        } catch (ParseException _) {
            return List.of();
        }
    }

    private static Optional<String> answer(
            AuthChallenge challenge, String name, Endpoint.Login login, HttpHost target, HttpRequest request) {
        AuthScheme scheme = name.equals("digest") ? new DigestScheme() : new BasicScheme();
        var credentials = new BasicCredentialsProvider();
        credentials.setCredentials(
                new AuthScope(target),
                new UsernamePasswordCredentials(login.user(), login.password().toCharArray()));
        var context = HttpClientContext.create();
        try {
            scheme.processChallenge(challenge, context);
            return scheme.isResponseReady(target, credentials, context)
                    ? Optional.of(scheme.generateAuthResponse(target, request, context))
                    : Optional.empty();
        } catch (MalformedChallengeException | AuthenticationException _) {
            return Optional.empty();
        }
    }
}
