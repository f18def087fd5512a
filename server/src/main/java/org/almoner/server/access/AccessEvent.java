package org.almoner.server.access;

import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What happened to identities and rights. Changes are published inside the transaction that makes them. {@code organization}
 * and {@code clientId} say who did it: both are null for what the server does by itself, such as the first start.
 */
public sealed interface AccessEvent {

    /** The organization id of whoever did it; null if unknown or nobody. */
    @Nullable
    String organization();

    /** The client id of whoever did it; null if unknown or nobody. Not verified in {@link TokenRefused}. */
    @Nullable
    String clientId();

    /** What it was done to: a client, an organization, a path. */
    String object();

    /** Whether somebody was turned away. */
    default boolean refused() {
        return false;
    }

    /** More for whoever reads the audit trail; may be empty. */
    default String detail() {
        return "";
    }

    /** @param tokenId the token's {@code jti} */
    record TokenIssued(String organization, String clientId, Set<Scope> scopes, String tokenId) implements AccessEvent {
        public TokenIssued {
            scopes = Set.copyOf(scopes);
        }

        @Override
        public String object() {
            return tokenId;
        }

        @Override
        public String detail() {
            return Scope.join(scopes);
        }
    }

    /**
     * A token was asked for, or its revocation, in vain.
     *
     * @param clientId what the request claimed, cut short and stripped of control characters
     * @param path what was asked
     * @param reason the OAuth error code
     */
    record TokenRefused(
            @Nullable String organization, @Nullable String clientId, String path, String reason)
            implements AccessEvent {
        @Override
        public String object() {
            return path;
        }

        @Override
        public boolean refused() {
            return true;
        }

        @Override
        public String detail() {
            return reason;
        }
    }

    /** @param tokenId the token's {@code jti} */
    record TokenRevoked(
            @Nullable String organization, @Nullable String clientId, String tokenId) implements AccessEvent {
        @Override
        public String object() {
            return tokenId;
        }
    }

    /**
     * A request was turned away although it carried a token: a bad one (then nobody is named), or one that does not suffice.
     *
     * @param path what was asked for, cut short
     */
    record AccessRefused(
            @Nullable String organization, @Nullable String clientId, String path, String reason)
            implements AccessEvent {
        @Override
        public String object() {
            return path;
        }

        @Override
        public boolean refused() {
            return true;
        }

        @Override
        public String detail() {
            return reason;
        }
    }

    record OrganizationAdded(
            @Nullable String organization, @Nullable String clientId, Organization added) implements AccessEvent {
        @Override
        public String object() {
            return added.mnemonic().value();
        }

        @Override
        public String detail() {
            return added.id().value();
        }
    }

    /** @param owner the organization the client belongs to */
    record ClientAdded(
            @Nullable String organization,
            @Nullable String clientId,
            String added,
            OrganizationId owner,
            Set<Scope> scopes)
            implements AccessEvent {
        public ClientAdded {
            scopes = Set.copyOf(scopes);
        }

        @Override
        public String object() {
            return added;
        }

        @Override
        public String detail() {
            return owner + " " + Scope.join(scopes);
        }
    }

    record ClientDisabled(
            @Nullable String organization, @Nullable String clientId, String disabled) implements AccessEvent {
        @Override
        public String object() {
            return disabled;
        }
    }

    record SecretAdded(
            @Nullable String organization, @Nullable String clientId, String owner, UUID secretId)
            implements AccessEvent {
        @Override
        public String object() {
            return owner;
        }

        @Override
        public String detail() {
            return secretId.toString();
        }
    }

    record SecretRemoved(
            @Nullable String organization, @Nullable String clientId, String owner, UUID secretId)
            implements AccessEvent {
        @Override
        public String object() {
            return owner;
        }

        @Override
        public String detail() {
            return secretId.toString();
        }
    }

    /** @param keyId the {@code kid} of the new key */
    record KeysRotated(
            @Nullable String organization, @Nullable String clientId, String keyId) implements AccessEvent {
        @Override
        public String object() {
            return keyId;
        }
    }

    /** @param keyId the {@code kid} of the key whose tokens are refused from now on */
    record KeyWithdrawn(
            @Nullable String organization, @Nullable String clientId, String keyId) implements AccessEvent {
        @Override
        public String object() {
            return keyId;
        }
    }

    record EntitlementGranted(
            @Nullable String organization,
            @Nullable String clientId,
            OrganizationId entitled,
            UUID productId,
            @Nullable UUID subProductId)
            implements AccessEvent {
        @Override
        public String object() {
            return subProductId == null ? productId.toString() : productId + "/" + subProductId;
        }

        @Override
        public String detail() {
            return entitled.value();
        }
    }

    record EntitlementWithdrawn(
            @Nullable String organization,
            @Nullable String clientId,
            OrganizationId entitled,
            UUID productId,
            @Nullable UUID subProductId)
            implements AccessEvent {
        @Override
        public String object() {
            return subProductId == null ? productId.toString() : productId + "/" + subProductId;
        }

        @Override
        public String detail() {
            return entitled.value();
        }
    }
}
