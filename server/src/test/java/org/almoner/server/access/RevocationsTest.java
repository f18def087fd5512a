package org.almoner.server.access;

import java.time.Duration;
import java.util.Set;

import javax.sql.DataSource;

import org.almoner.server.MovableClock;
import org.almoner.server.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

@ParameterizedClass
@EnumSource
class RevocationsTest {

    private final TestDatabase database;

    private final MovableClock clock = new MovableClock();
    private DataSource shared;
    private Node node;
    private Node other;

    RevocationsTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void start() {
        shared = database.fresh();
        node = new Node(shared, clock);
        other = new Node(shared, clock);
        other.revocations.refresh();
    }

    @Test
    void refusesARevokedTokenHereAtOnceAndThereWhenTheyListen() {
        revoke("token-1");

        assertThat(node.revocations.refuses("token-1", "client")).isTrue();
        assertThat(node.revocations.refuses("token-2", "client")).isFalse();
        assertThat(other.revocations.refuses("token-1", "client")).isFalse();

        other.revocations.refresh();
        assertThat(other.revocations.refuses("token-1", "client")).isTrue();
    }

    @Test
    void hearsOfEveryRevocationAndNotOnlyOfTheFirst() {
        for (int i = 0; i < 5; i++) {
            revoke("token-" + i);
            other.revocations.refresh();
            assertThat(other.revocations.refuses("token-" + i, "client")).isTrue();
        }
    }

    @Test
    void mayBeAskedTwice() {
        revoke("token-1");
        revoke("token-1");

        assertThat(node.revocations.refuses("token-1", "client")).isTrue();
        assertThat(node.events).containsExactly(new AccessEvent.TokenRevoked("org", "client", "token-1"));
    }

    @Test
    void isRememberedOverARestart() {
        revoke("token-1");

        var restarted = new Node(shared, clock);
        restarted.revocations.refresh();

        assertThat(restarted.revocations.refuses("token-1", "client")).isTrue();
    }

    @Test
    void refusesAllTokensOfADisabledClientEverywhere() {
        var client = new ClientId(
                node.clients.add(node.acme().id(), "x", Set.of(Scope.DOWNLOAD)).clientId());

        node.clients.disable(client);
        other.revocations.refresh();

        assertThat(node.revocations.refuses("any", client.value())).isTrue();
        assertThat(other.revocations.refuses("any", client.value())).isTrue();
        assertThat(other.revocations.refuses("any", "another")).isFalse();
    }

    @Test
    void isForgottenWhenThereIsNothingLeftToRefuse() {
        revoke("token-1");
        clock.forward(Node.TOKEN_LIFETIME.minusMinutes(1));
        node.revocations.sweep();
        assertThat(node.revocations.refuses("token-1", "client")).isTrue();

        clock.forward(Duration.ofMinutes(3));
        node.revocations.sweep();
        assertThat(node.revocations.refuses("token-1", "client")).isFalse();
        assertThat(node.jdbc
                        .sql("select count(*) from revocation")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private void revoke(String tokenId) {
        node.revocations.revokeToken(tokenId, clock.instant().plus(Node.TOKEN_LIFETIME), new Actor("org", "client"));
    }
}
