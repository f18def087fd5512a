package org.almoner.server.storage;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/**
 * What a link permits, and the text that says so: at once the link's address and what is signed. It is made anew from what
 * a link's address says before the signature is checked, so a program on the way may encode the address differently, but
 * nothing in it can be changed, added or left out.
 *
 * @param steps what the address shows for people and for {@code curl -O}
 * @param disposition the {@code Content-Disposition} of the answer
 * @param contentType the {@code Content-Type} of the answer
 * @param organization the id of the organization it was issued to
 * @param clientId the client it was issued to
 * @param expiresAt from when it is refused; whole seconds
 * @param keyId what it is signed with
 */
record LinkPermit(
        List<String> steps,
        ObjectKey object,
        String disposition,
        String contentType,
        String organization,
        String clientId,
        Instant expiresAt,
        String keyId) {

    private static final String DISPOSITION = "response-content-disposition";
    private static final String TYPE = "response-content-type";
    private static final String OBJECT = "object";
    private static final String ISSUED_TO = "issued-to";
    private static final String EXPIRES = "expires";
    private static final String KEY = "key";
    private static final String SIGNATURE = "signature";
    private static final Set<String> PARAMETERS = Set.of(DISPOSITION, TYPE, OBJECT, ISSUED_TO, EXPIRES, KEY, SIGNATURE);

    LinkPermit {
        steps = List.copyOf(steps);
    }

    /** The link's address after the prefix, but for the signature. */
    String text() {
        SequencedMap<String, String> parameters = new LinkedHashMap<>();
        parameters.put(DISPOSITION, disposition);
        parameters.put(TYPE, contentType);
        parameters.put(OBJECT, object.value());
        parameters.put(ISSUED_TO, organization + "." + clientId);
        parameters.put(EXPIRES, Long.toString(expiresAt.getEpochSecond()));
        parameters.put(KEY, keyId);
        return steps.stream().map(PercentEncoding.URI::encode).collect(Collectors.joining("/", "", "?"))
                + parameters.entrySet().stream()
                        .map(parameter -> parameter.getKey() + "=" + PercentEncoding.URI.encode(parameter.getValue()))
                        .collect(Collectors.joining("&"));
    }

    /** The link's address after the prefix. */
    static String signed(String text, String signature) {
        return text + "&" + SIGNATURE + "=" + signature;
    }

    /**
     * What an address claims to permit, and the signature it brings along.
     *
     * @param path the path after the prefix, as it was sent
     * @param query the query, as it was sent
     * @return empty if the address is not of the form of a link
     */
    static Optional<Claim> parse(String path, @Nullable String query) {
        var steps =
                Arrays.stream(path.split("/", -1)).map(PercentEncoding::decode).toList();
        var parameters = parameters(query == null ? "" : query);
        if (steps.stream().anyMatch(Optional::isEmpty) || !parameters.keySet().equals(PARAMETERS)) {
            return Optional.empty();
        }
        return claim(steps.stream().flatMap(Optional::stream).toList(), parameters);
    }

    private static Optional<Claim> claim(List<String> steps, Map<String, String> parameters) {
        var object = ObjectKey.parse(value(parameters, OBJECT));
        var expires = instant(value(parameters, EXPIRES));
        var issuedTo = value(parameters, ISSUED_TO).split("\\.", 2);
        if (object.isEmpty() || expires.isEmpty() || issuedTo.length < 2) {
            return Optional.empty();
        }
        var permit = new LinkPermit(
                steps,
                object.get(),
                value(parameters, DISPOSITION),
                value(parameters, TYPE),
                issuedTo[0],
                issuedTo[1],
                expires.get(),
                value(parameters, KEY));
        return Optional.of(new Claim(permit, value(parameters, SIGNATURE)));
    }

    /** The parameters of a query; an empty map if one is repeated or is not a pair. */
    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new HashMap<>();
        for (var pair : query.split("&", -1)) {
            var equals = pair.indexOf('=');
            // A plus sign for a space is how forms spell it; links are issued without one.
            var value = PercentEncoding.decode(pair.substring(equals + 1).replace('+', ' '));
            if (equals < 0 || value.isEmpty() || parameters.put(pair.substring(0, equals), value.get()) != null) {
                return Map.of();
            }
        }
        return parameters;
    }

    private static String value(Map<String, String> parameters, String name) {
        return requireNonNull(parameters.get(name));
    }

    private static Optional<Instant> instant(String epochSecond) {
        try {
            return Optional.of(Instant.ofEpochSecond(Long.parseLong(epochSecond)));
        } catch (NumberFormatException | DateTimeException _) {
            return Optional.empty();
        }
    }

    /** What somebody says was permitted, with what they hold as proof. */
    record Claim(LinkPermit permit, String signature) {}
}
