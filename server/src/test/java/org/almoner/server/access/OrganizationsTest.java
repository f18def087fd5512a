package org.almoner.server.access;

import org.almoner.server.MovableClock;
import org.almoner.server.TestDatabase;
import org.almoner.server.failure.Conflict;
import org.almoner.server.failure.Invalid;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ParameterizedClass
@EnumSource
class OrganizationsTest {

    private final TestDatabase database;

    private Node node;

    OrganizationsTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void start() {
        node = new Node(database.fresh(), new MovableClock());
    }

    @Test
    void findsWhatItAdded() {
        var acme = node.acme();

        assertThat(node.organizations.find(acme.id())).contains(acme);
        assertThat(node.organizations.find(new Mnemonic("acme"))).contains(acme);
        assertThat(node.organizations.find(new Mnemonic("acm"))).isEmpty();
    }

    @Test
    void listsByMnemonic() {
        node.organizations.add(new Mnemonic("zeta"), "Zeta");
        node.organizations.add(new Mnemonic("alpha"), "Alpha");

        assertThat(node.organizations.all())
                .extracting(organization -> organization.mnemonic().value())
                .containsExactly("alpha", "zeta");
    }

    @Test
    void givesAMnemonicOnce() {
        node.acme();

        assertThatExceptionOfType(Conflict.class).isThrownBy(node::acme).withMessageContaining("acme");
        assertThat(node.organizations.all()).hasSize(1);
    }

    @Test
    void keepsNamesInAnyScript() {
        node.organizations.add(new Mnemonic("kh"), "  Krankenhaus Königs-Wusterhausen · 病院 𝕏 ");

        assertThat(node.organizations.find(new Mnemonic("kh")).orElseThrow().name())
                .isEqualTo("Krankenhaus Königs-Wusterhausen · 病院 𝕏");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "two\nlines", "nul\0", "right\u202Eleft", "\uD800"})
    void refusesNamesThatHideOrBreak(String name) {
        assertThatExceptionOfType(Invalid.class)
                .isThrownBy(() -> node.organizations.add(new Mnemonic("acme"), name))
                .withMessageContaining("1 to 200 characters");
    }

    @Test
    void refusesNamesThatAreTooLong() {
        assertThatExceptionOfType(Invalid.class)
                .isThrownBy(() -> node.organizations.add(new Mnemonic("acme"), "x".repeat(201)));
    }

    @Test
    void tellsOfItsAdditionAndOfNoFailure() {
        var acme = node.acme();
        assertThatExceptionOfType(Conflict.class).isThrownBy(node::acme);

        assertThat(node.events).containsExactly(new AccessEvent.OrganizationAdded(null, null, acme));
    }
}
