package org.almoner.server.access;

import java.time.Duration;
import java.util.Set;

import org.almoner.server.MovableClock;
import org.almoner.server.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

@ParameterizedClass
@EnumSource
class UsedAssertionsTest {

    private final TestDatabase database;

    private final MovableClock clock = new MovableClock();
    private Node node;
    private Node other;
    private String client;
    private String anotherClient;

    UsedAssertionsTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void start() {
        var shared = database.fresh();
        node = new Node(shared, clock);
        other = new Node(shared, clock);
        var acme = node.acme().id();
        client = node.clients.add(acme, "x", Set.of(Scope.DOWNLOAD)).clientId();
        anotherClient = node.clients.add(acme, "y", Set.of(Scope.DOWNLOAD)).clientId();
    }

    @Test
    void areGoodOnceOnWhicheverNode() {
        assertThat(redeem(node, client, "jti")).isTrue();
        assertThat(redeem(other, client, "jti")).isFalse();
        assertThat(redeem(node, client, "jti")).isFalse();
    }

    @Test
    void areTheClientsOwn() {
        assertThat(redeem(node, client, "jti")).isTrue();
        assertThat(redeem(node, anotherClient, "jti")).isTrue();
    }

    @Test
    void mayHaveIdsOfAnyLengthAndKind() {
        var strange = "\0" + "x".repeat(10_000);

        assertThat(redeem(node, client, strange)).isTrue();
        assertThat(redeem(node, client, strange)).isFalse();
        assertThat(redeem(node, client, strange + "y")).isTrue();
    }

    @Test
    void areForgottenWhenTheirAgeRefusesThem() {
        redeem(node, client, "jti");
        node.usedAssertions.sweep();
        assertThat(redeem(node, client, "jti")).isFalse();

        clock.forward(Duration.ofMinutes(6));
        node.usedAssertions.sweep();
        assertThat(redeem(node, client, "jti")).isTrue();
    }

    private boolean redeem(Node at, String clientId, String jti) {
        return at.usedAssertions.redeem(clientId, jti, clock.instant().plus(Duration.ofMinutes(5)));
    }
}
