package org.almoner.server.access;

import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import org.almoner.server.MovableClock;
import org.almoner.server.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DataIntegrityViolationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ParameterizedClass
@EnumSource
class EntitlementsTest {

    private static final UUID PRODUCT = UUID.randomUUID();
    private static final UUID SUB_PRODUCT = UUID.randomUUID();

    private final TestDatabase database;

    private Node node;
    private OrganizationId acme;

    EntitlementsTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void start() {
        node = new Node(database.fresh(), new MovableClock());
        acme = node.acme().id();
        node.events.clear();
    }

    @Test
    void tellsProductsAndSubProductsApart() {
        node.entitlements.grant(acme, PRODUCT, null);
        node.entitlements.grant(acme, UUID.randomUUID(), SUB_PRODUCT);

        assertThat(node.entitlements.ofProducts(acme)).containsExactly(PRODUCT);
        assertThat(node.entitlements.ofSubProducts(acme)).containsExactly(SUB_PRODUCT);
    }

    @Test
    void belongsToOneOrganizationOnly() {
        var other = node.organizations.add(new Mnemonic("other"), "Other").id();
        node.entitlements.grant(acme, PRODUCT, null);

        assertThat(node.entitlements.ofProducts(other)).isEmpty();
    }

    @Test
    void saysWhoWasGrantedASubProductAloneOrWithItsProduct() {
        var other = node.organizations.add(new Mnemonic("other"), "Other").id();
        var third = node.organizations.add(new Mnemonic("third"), "Third").id();
        node.entitlements.grant(acme, PRODUCT, null);
        node.entitlements.grant(acme, PRODUCT, SUB_PRODUCT);
        node.entitlements.grant(other, PRODUCT, SUB_PRODUCT);
        node.entitlements.grant(third, PRODUCT, UUID.randomUUID());

        assertThat(node.entitlements.entitledTo(PRODUCT, SUB_PRODUCT)).containsExactlyInAnyOrder(acme, other);
    }

    @Test
    void grantsTheSameOnce() {
        node.entitlements.grant(acme, PRODUCT, null);
        node.entitlements.grant(acme, PRODUCT, null);
        node.entitlements.grant(acme, PRODUCT, SUB_PRODUCT);
        node.entitlements.grant(acme, PRODUCT, SUB_PRODUCT);

        assertThat(node.events)
                .containsExactly(
                        new AccessEvent.EntitlementGranted(null, null, acme, PRODUCT, null),
                        new AccessEvent.EntitlementGranted(null, null, acme, PRODUCT, SUB_PRODUCT));
    }

    @Test
    void withdrawsExactlyWhatWasGranted() {
        node.entitlements.grant(acme, PRODUCT, null);
        node.entitlements.grant(acme, PRODUCT, SUB_PRODUCT);

        node.entitlements.withdraw(acme, PRODUCT, SUB_PRODUCT);
        assertThat(node.entitlements.ofProducts(acme)).containsExactly(PRODUCT);
        assertThat(node.entitlements.ofSubProducts(acme)).isEmpty();

        node.entitlements.withdraw(acme, PRODUCT, null);
        assertThat(node.entitlements.ofProducts(acme)).isEmpty();
    }

    @Test
    void withdrawsNothingTwice() {
        node.entitlements.grant(acme, PRODUCT, null);
        node.entitlements.withdraw(acme, PRODUCT, null);
        node.events.clear();

        node.entitlements.withdraw(acme, PRODUCT, null);

        assertThat(node.events).isEmpty();
    }

    @Test
    void goesNowhereWithTheTransactionAroundIt() {
        node.transactions.executeWithoutResult(status -> {
            node.entitlements.grant(acme, PRODUCT, null);
            status.setRollbackOnly();
        });

        assertThat(node.entitlements.ofProducts(acme)).isEmpty();
    }

    @Test
    void needsAnOrganization() {
        assertThatExceptionOfType(DataIntegrityViolationException.class)
                .isThrownBy(() -> node.entitlements.grant(new OrganizationId("00000000000aA"), PRODUCT, null));
    }

    @Test
    void isGrantedOnceHoweverManyDoSoAtOnce() {
        var start = new CountDownLatch(1);
        Callable<Boolean> grant = () -> {
            start.await();
            node.entitlements.grant(acme, PRODUCT, null);
            return true;
        };
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var grants = Stream.generate(() -> threads.submit(grant)).limit(8).toList();
            start.countDown();
            assertThat(grants).allSatisfy(each -> assertThat(each.get()).isTrue());
        }

        assertThat(node.jdbc
                        .sql("select count(*) from entitlement")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }
}
