package org.almoner.dataset.bulk;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What to export.
 *
 * @param base of the FHIR server, such as {@code https://ehr.example/fhir/R4}; http or https, without query, fragment and user
 * @param level whose records
 * @param types the resource types wanted; all that the server has if empty
 * @param parameters further parameters of the request, such as {@code _typeFilter}, by name
 */
public record BulkRequest(URI base, Level level, SortedSet<String> types, SortedMap<String, String> parameters) {

    /** {@code _since} would make it an export of changes, and a population is whole. */
    private static final Set<String> OURS = Set.of("_type", "_outputFormat", "_since");

    static final Pattern TYPE = Pattern.compile("[A-Z][A-Za-z]{0,63}");

    public BulkRequest {
        if (!Urls.isWeb(base) || base.getRawQuery() != null || base.getRawFragment() != null || hasUser(base)) {
            throw new IllegalArgumentException(
                    "The address of a FHIR server is an http or https URL without user, query and fragment, not "
                            + Urls.shown(base));
        }
        for (var type : types) {
            if (!TYPE.matcher(type).matches()) {
                throw new IllegalArgumentException("Not a resource type: '" + type + "'");
            }
        }
        for (var name : parameters.keySet()) {
            if (OURS.contains(name)) {
                throw new IllegalArgumentException("The parameter " + name + " is set by the export itself");
            }
        }
        types = Collections.unmodifiableSortedSet(new TreeSet<>(types));
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    }

    public BulkRequest(URI base, Level level, Set<String> types) {
        this(base, level, new TreeSet<>(types), new TreeMap<>());
    }

    private static boolean hasUser(URI uri) {
        return uri.getRawUserInfo() != null;
    }

    /** Whose records are exported. */
    public sealed interface Level {

        /** Of the patients in a group, and what belongs to them. */
        record Group(String id) implements Level {
            private static final Pattern ID = Pattern.compile("[A-Za-z0-9\\-._]{1,255}");

            public Group {
                // An id may be longer than FHIR's 64 characters, as those of some servers are, but is one step of a
                // path.
                if (!ID.matcher(id).matches() || id.equals(".") || id.equals("..")) {
                    throw new IllegalArgumentException("Not the id of a group: '" + id + "'");
                }
            }
        }

        /** Of all patients, and what belongs to them. */
        record Patients() implements Level {}

        /** All that the server has. */
        record Everything() implements Level {}
    }

    /** A place below the base. */
    URI below(String path) {
        var root = base.toString();
        return URI.create((root.endsWith("/") ? root : root + "/") + path);
    }

    /** The request that starts the export. */
    URI kickOff() {
        var path = switch (level) {
            case Level.Group group -> "Group/" + group.id() + "/$export";
            case Level.Patients() -> "Patient/$export";
            case Level.Everything() -> "$export";
        };
        var query = new StringBuilder("?_outputFormat=").append(encoded("application/fhir+ndjson"));
        if (!types.isEmpty()) {
            query.append("&_type=").append(encoded(String.join(",", types)));
        }
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            query.append('&').append(encoded(parameter.getKey())).append('=').append(encoded(parameter.getValue()));
        }
        return below(path + query);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Values of parameters may be about patients. */
    @Override
    public String toString() {
        return "BulkRequest[" + base + ", " + level + ", " + types + ", parameters=" + parameters.keySet() + "]";
    }
}
