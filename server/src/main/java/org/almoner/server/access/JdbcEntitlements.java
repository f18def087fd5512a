package org.almoner.server.access;

import java.time.Clock;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

@Component
class JdbcEntitlements implements Entitlements {

    private final JdbcClient jdbc;
    private final TransactionTemplate nested;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    JdbcEntitlements(
            JdbcClient jdbc,
            PlatformTransactionManager transactionManager,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.nested = new TransactionTemplate(transactionManager);
        // With a savepoint, losing a race to an equal grant leaves the caller's own transaction usable on PostgreSQL.
        this.nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        this.events = events;
        this.clock = clock;
    }

    @Override
    public void grant(OrganizationId organization, UUID productId, @Nullable UUID subProductId) {
        try {
            nested.executeWithoutResult(_ -> {
                if (insert(organization, productId, subProductId) > 0) {
                    var actor = Actor.current();
                    events.publishEvent(new AccessEvent.EntitlementGranted(
                            actor.organization(), actor.clientId(), organization, productId, subProductId));
                }
            });
        } catch (DuplicateKeyException _) {
            // Somebody granted the same at the same moment, which is what was asked for.
        }
    }

    private int insert(OrganizationId organization, UUID productId, @Nullable UUID subProductId) {
        return jdbc.sql("""
                        insert into entitlement (organization_id, product_id, sub_product_id, granted_at)
                        select cast(:organization as varchar(13)), cast(:product as uuid), cast(:subProduct as uuid),
                            cast(:grantedAt as timestamp(6) with time zone)
                        where not exists (
                            select 1 from entitlement
                            where organization_id = :organization and product_id = :product
                                and sub_product_id is not distinct from cast(:subProduct as uuid))
                        """)
                .param("organization", organization.value())
                .param("product", productId)
                .param("subProduct", subProductId)
                .param("grantedAt", Columns.time(clock.instant()))
                .update();
    }

    @Override
    public void withdraw(OrganizationId organization, UUID productId, @Nullable UUID subProductId) {
        nested.executeWithoutResult(_ -> {
            if (delete(organization, productId, subProductId) > 0) {
                var actor = Actor.current();
                events.publishEvent(new AccessEvent.EntitlementWithdrawn(
                        actor.organization(), actor.clientId(), organization, productId, subProductId));
            }
        });
    }

    private int delete(OrganizationId organization, UUID productId, @Nullable UUID subProductId) {
        return jdbc.sql("""
                        delete from entitlement
                        where organization_id = :organization and product_id = :product
                            and sub_product_id is not distinct from cast(:subProduct as uuid)
                        """)
                .param("organization", organization.value())
                .param("product", productId)
                .param("subProduct", subProductId)
                .update();
    }

    @Override
    public Set<UUID> ofProducts(OrganizationId organization) {
        return jdbc.sql("""
                        select product_id from entitlement
                        where organization_id = :organization and sub_product_id is null
                        """)
                .param("organization", organization.value())
                .query((row, _) -> row.getObject(1, UUID.class))
                .set();
    }

    @Override
    public Set<UUID> ofSubProducts(OrganizationId organization) {
        return jdbc.sql("""
                        select sub_product_id from entitlement
                        where organization_id = :organization and sub_product_id is not null
                        """)
                .param("organization", organization.value())
                .query((row, _) -> row.getObject(1, UUID.class))
                .set();
    }

    @Override
    public Set<OrganizationId> entitledTo(UUID productId, UUID subProductId) {
        return jdbc.sql("""
                        select distinct organization_id from entitlement
                        where product_id = :product and (sub_product_id is null or sub_product_id = :subProduct)
                        """)
                .param("product", productId)
                .param("subProduct", subProductId)
                .query((row, _) -> new OrganizationId(row.getString(1)))
                .set();
    }
}
