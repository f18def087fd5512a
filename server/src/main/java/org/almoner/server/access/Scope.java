package org.almoner.server.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a client may be allowed to do; in tokens and on the command line by its lower-case name. */
public enum Scope {
    /** List and download release files. */
    DOWNLOAD,
    /** List and download extracts. */
    SYNDICATION,
    /** Subscribe to notifications. */
    NOTIFICATIONS,
    /** Publish under the products of the client's own organization. */
    PUBLISH,
    /** Everything, for every organization. */
    ADMIN;

    /** The name on the wire. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The scope of a name on the wire; empty for an unknown one. */
    public static Optional<Scope> of(String wireName) {
        return Arrays.stream(values())
                .filter(scope -> scope.wireName().equals(wireName))
                .findFirst();
    }

    /** The names on the wire, in the order of this list, separated by blanks (RFC 6749 §3.3). */
    static String join(Set<Scope> scopes) {
        return scopes.stream().sorted().map(Scope::wireName).collect(Collectors.joining(" "));
    }

    /** The scopes among names separated by blanks; names that mean nothing here are left out. */
    static Set<Scope> split(String names) {
        return Arrays.stream(names.split(" "))
                .flatMap(name -> of(name).stream())
                .collect(Collectors.toUnmodifiableSet());
    }
}
