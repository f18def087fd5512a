package org.almoner.server.notification;

import java.util.Arrays;
import java.util.Optional;

import org.almoner.server.access.Scope;

/** The kinds of events, with the names that the API and the database have for them. */
enum EventType {
    VERSION_LAUNCHED("version.launched", Scope.DOWNLOAD),
    VERSION_RETRACTED("version.retracted", Scope.DOWNLOAD),
    VERSION_EXPIRING("version.expiring", Scope.DOWNLOAD),
    VERSION_EXPIRED("version.expired", Scope.DOWNLOAD),
    EXTRACT_RELEASED("extract.released", Scope.SYNDICATION),
    EXTRACT_WITHDRAWN("extract.withdrawn", Scope.SYNDICATION),
    EXTRACT_EXPIRED("extract.expired", Scope.SYNDICATION),
    ENTITLEMENT_GRANTED("entitlement.granted", Scope.DOWNLOAD),
    ENTITLEMENT_REVOKED("entitlement.revoked", Scope.DOWNLOAD);

    private final String wireName;
    private final Scope scope;

    EventType(String wireName, Scope scope) {
        this.wireName = wireName;
        this.scope = scope;
    }

    String wireName() {
        return wireName;
    }

    /** What a caller must be allowed to do to be shown such events. */
    Scope scope() {
        return scope;
    }

    /** The type of that name; empty if there is none. */
    static Optional<EventType> of(String wireName) {
        return Arrays.stream(values())
                .filter(type -> type.wireName.equals(wireName))
                .findFirst();
    }
}
