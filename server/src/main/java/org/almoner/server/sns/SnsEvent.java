package org.almoner.server.sns;

import org.jspecify.annotations.Nullable;

/** What happened to keys that notifications are signed with. Published inside the transaction that does it. */
public sealed interface SnsEvent {

    /** The organization id of whoever did it; null if the server did by itself. */
    @Nullable
    String organization();

    /** The client id of whoever did it; null if the server did by itself. */
    @Nullable
    String clientId();

    /** What names the key's certificate. */
    String keyId();

    /** A key was made, and signs from now on. */
    record KeyMade(@Nullable String organization, @Nullable String clientId, String keyId) implements SnsEvent {}

    /** The certificate of a key is given out no more. */
    record KeyWithdrawn(String organization, String clientId, String keyId) implements SnsEvent {}
}
