package org.almoner.server.access;

import java.net.URI;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import org.almoner.server.MovableClock;
import org.almoner.server.TestDatabase;
import org.almoner.server.failure.Conflict;
import org.almoner.server.failure.Invalid;
import org.almoner.server.failure.NotFound;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ParameterizedClass
@EnumSource
class ClientsTest {

    private final TestDatabase database;

    private Node node;
    private OrganizationId acme;

    ClientsTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void start() {
        node = new Node(database.fresh(), new MovableClock());
        acme = node.acme().id();
        node.events.clear();
    }

    @Test
    void findsWhatItAdded() {
        var added = node.clients.add(acme, "Nightly job", EnumSet.of(Scope.DOWNLOAD, Scope.SYNDICATION));

        var found = node.clients.get(new ClientId(added.clientId()));

        assertThat(found.organization()).isEqualTo(acme);
        assertThat(found.name()).isEqualTo("Nightly job");
        assertThat(found.scopes()).containsExactlyInAnyOrder(Scope.DOWNLOAD, Scope.SYNDICATION);
        assertThat(found.keys()).isNull();
        assertThat(found.disabledAt()).isNull();
        assertThat(found.secrets())
                .singleElement()
                .matches(secret -> secret.hash().matches(added.secret()));
    }

    @Test
    void keepsPublicKeys() throws JOSEException {
        var keys = new JWKSet(new ECKeyGenerator(Curve.P_384).keyID("one").generate()).toPublicJWKSet();

        var kept = node.clients.add(acme, "Keys", Set.of(Scope.DOWNLOAD), new ClientKeys.Kept(keys));
        var published = node.clients.add(
                acme,
                "Keys",
                Set.of(Scope.DOWNLOAD),
                new ClientKeys.Published(URI.create("https://acme.example/jwks")));

        assertThat(node.clients.get(kept).keys()).isEqualTo(new ClientKeys.Kept(keys));
        assertThat(node.clients.get(published).keys())
                .isEqualTo(new ClientKeys.Published(URI.create("https://acme.example/jwks")));
    }

    @Test
    void listsTheClientsOfOneOrganizationWithTheirOwnSecrets() {
        var first = node.clients.add(acme, "First", Set.of(Scope.DOWNLOAD));
        var second = node.clients.add(acme, "Second", Set.of(Scope.DOWNLOAD));
        node.clients.add(
                node.organizations.add(new Mnemonic("other"), "Other").id(), "Foreign", Set.of(Scope.DOWNLOAD));

        var listed = node.clients.of(acme);

        assertThat(listed).extracting(Client::name).containsExactly("First", "Second");
        assertThat(listed.getFirst().secrets())
                .singleElement()
                .matches(secret ->
                        secret.hash().matches(first.secret()) && !secret.hash().matches(second.secret()));
    }

    @Test
    void needsAnOrganizationANameAndAScope() {
        assertThatExceptionOfType(NotFound.class)
                .isThrownBy(() -> node.clients.add(new OrganizationId("00000000000aA"), "x", Set.of(Scope.DOWNLOAD)));
        assertThatExceptionOfType(Invalid.class).isThrownBy(() -> node.clients.add(acme, "\n", Set.of(Scope.DOWNLOAD)));
        assertThatExceptionOfType(Invalid.class).isThrownBy(() -> node.clients.add(acme, "x", Set.of()));
        assertThat(node.events).isEmpty();
    }

    @Test
    void holdsTwoLiveSecretsAndNoThird() {
        var client = client();
        var second = node.clients.addSecret(client);

        assertThatExceptionOfType(Conflict.class)
                .isThrownBy(() -> node.clients.addSecret(client))
                .withMessageContaining("two live secrets");

        node.clients.removeSecret(
                client, node.clients.get(client).secrets().getFirst().id());
        var third = node.clients.addSecret(client);
        assertThat(node.clients.get(client).secrets())
                .extracting(Client.Secret::id)
                .containsExactly(second.id(), third.id());
    }

    @Test
    void holdsTwoLiveSecretsHoweverManyAddOneAtOnce() throws Exception {
        var client = client();
        var start = new CountDownLatch(1);
        Callable<Boolean> addOne = () -> {
            start.await();
            node.clients.addSecret(client);
            return true;
        };
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var attempts =
                    Stream.generate(() -> threads.submit(addOne)).limit(6).toList();
            start.countDown();
            var done = 0;
            for (var attempt : attempts) {
                try {
                    done += attempt.get() ? 1 : 0;
                } catch (ExecutionException e) {
                    assertThat(e).hasCauseInstanceOf(Conflict.class);
                }
            }
            assertThat(done).isEqualTo(1);
        }
        assertThat(node.clients.get(client).secrets()).hasSize(2);
    }

    @Test
    void removesOnlyASecretThatItHas() {
        var client = client();
        var other = client();
        var secretOfOther = node.clients.get(other).secrets().getFirst().id();

        assertThatExceptionOfType(NotFound.class).isThrownBy(() -> node.clients.removeSecret(client, secretOfOther));
        assertThatExceptionOfType(NotFound.class)
                .isThrownBy(() -> node.clients.removeSecret(client, UUID.randomUUID()));
        assertThat(node.clients.get(other).secrets()).hasSize(1);
    }

    @Test
    void isDisabledOnceAndForGood() {
        var client = client();
        node.events.clear();

        node.clients.disable(client);
        var disabledAt = node.clients.get(client).disabledAt();
        node.clients.disable(client);

        assertThat(disabledAt).isNotNull();
        assertThat(node.clients.get(client).disabledAt()).isEqualTo(disabledAt);
        assertThat(node.revocations.refuses("any", client.value())).isTrue();
        assertThat(node.events).containsExactly(new AccessEvent.ClientDisabled(null, null, client.value()));
        assertThatExceptionOfType(Conflict.class).isThrownBy(() -> node.clients.addSecret(client));
    }

    @Test
    void doesNotKnowStrangers() {
        var stranger = new ClientId("nobody");

        assertThat(node.clients.find(stranger)).isEmpty();
        assertThatExceptionOfType(NotFound.class).isThrownBy(() -> node.clients.disable(stranger));
        assertThatExceptionOfType(NotFound.class).isThrownBy(() -> node.clients.addSecret(stranger));
    }

    @Test
    void keepsNoSecretInTheClear() {
        var added = node.clients.add(acme, "x", Set.of(Scope.DOWNLOAD));

        var kept = node.jdbc
                .sql("select hash from client_secret")
                .query(String.class)
                .list();

        assertThat(kept)
                .hasSize(1)
                .noneMatch(hash -> hash.contains(added.secret().substring(4)));
        assertThat(added.toString()).doesNotContain(added.secret());
    }

    private ClientId client() {
        return new ClientId(node.clients.add(acme, "x", Set.of(Scope.DOWNLOAD)).clientId());
    }
}
