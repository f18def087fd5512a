package org.almoner.dataset.bulk;

import java.net.URI;
import java.util.Optional;

/** How the program shows a FHIR server who it is. No case prints its secret. */
public sealed interface Authentication {

    /** It does not. */
    record None() implements Authentication {}

    /** With a token that was had elsewhere and is not renewed. */
    record Bearer(String token) implements Authentication {
        @Override
        public String toString() {
            return "Bearer[***]";
        }
    }

    /**
     * With tokens had for an id and a secret (RFC 6749 §4.4, HTTP Basic).
     *
     * @param tokenEndpoint looked up in the server's {@code .well-known/smart-configuration} if empty
     * @param scope such as {@code system/*.rs}, or {@code system/*.read} for servers of SMART 1
     */
    record ClientSecret(String clientId, String secret, Optional<URI> tokenEndpoint, String scope)
            implements Authentication {
        @Override
        public String toString() {
            return "ClientSecret[" + clientId + ", ***]";
        }
    }

    /**
     * With tokens had for an assertion signed with a private key whose public half the server knows (SMART Backend Services).
     *
     * @param tokenEndpoint looked up in the server's {@code .well-known/smart-configuration} if empty
     * @param scope such as {@code system/*.rs}, or {@code system/*.read} for servers of SMART 1
     */
    record SignedAssertion(String clientId, SigningKey key, Optional<URI> tokenEndpoint, String scope)
            implements Authentication {}
}
