package org.almoner.client.admin;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.almoner.client.failure.AlmonerException;
import org.almoner.client.http.Api;
import org.almoner.client.http.Route;

/** The administrative API. All methods of all its parts throw {@link AlmonerException}. */
public final class Admin {

    static final Route V1 = Route.of("admin", "v1");

    private static final Route NOTIFICATION_KEYS = V1.then("notification-keys");

    private final Api api;

    public Admin(Api api) {
        this.api = api;
    }

    public Organizations organizations() {
        return new Organizations(api);
    }

    public Clients clients() {
        return new Clients(api);
    }

    public Entitlements entitlements() {
        return new Entitlements(api);
    }

    public Products products() {
        return new Products(api);
    }

    public Populations populations() {
        return new Populations(api);
    }

    public Extracts extracts() {
        return new Extracts(api);
    }

    public Versions versions() {
        return new Versions(api);
    }

    /** Makes a new key for signing tokens. Tokens signed with the old one are accepted until they end. */
    public RotatedKey rotateKeys() {
        return api.post(V1.then("keys", "rotate"), Map.of(), RotatedKey.class);
    }

    /**
     * Withdraws a key for signing tokens at once: tokens signed with it are refused from now on. If it is the one that signs,
     * a new one takes its place.
     *
     * @param keyId the {@code kid} of the key
     */
    public void withdrawKey(String keyId) {
        api.delete(V1.then("keys", keyId));
    }

    /** The keys that notifications are signed with, oldest first. */
    public List<NotificationKey> notificationKeys() {
        return api.items(NOTIFICATION_KEYS, NotificationKey.class).toList();
    }

    /** Makes a new key, with which notifications are signed from now on. */
    public NotificationKey rotateNotificationKey() {
        return api.post(NOTIFICATION_KEYS.then("rotate"), Map.of(), NotificationKey.class);
    }

    /**
     * Withdraws a key that has leaked: its certificate is given out no more.
     *
     * @return the key that signs now
     */
    public NotificationKey withdrawNotificationKey(String keyId) {
        return api.delete(NOTIFICATION_KEYS.then(keyId), NotificationKey.class);
    }

    /** Has messages of a topic signed in another way: version {@code 2} is SHA-256, {@code 1} is SHA-1. */
    public void signTopic(String topicName, String version) {
        api.patch(V1.then("topics", topicName), Map.of("signature_version", version));
    }

    /** The keys that the manifests of extracts are signed with. */
    public ManifestKeys manifestKeys() {
        return ManifestKeys.ofServer(api);
    }

    /**
     * The keys that the manifests of a publisher's versions are signed with.
     *
     * @param organization the publisher's mnemonic
     */
    public ManifestKeys manifestKeys(String organization) {
        return ManifestKeys.of(api, organization);
    }

    /** @param keyId what tokens signed with the new key name as their {@code kid} */
    public record RotatedKey(String keyId) {}

    /** The audit trail, newest first. */
    public Stream<AuditEntry> audit(AuditQuery query) {
        var route = V1.then("audit")
                .with("organization", query.organization())
                .with("client", query.client())
                .with("event", query.event())
                .with("object", query.object())
                .with("from", query.from())
                .with("to", query.to());
        return api.items(route, AuditEntry.class);
    }
}
