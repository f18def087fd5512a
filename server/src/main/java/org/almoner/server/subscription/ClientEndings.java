package org.almoner.server.subscription;

import java.util.Objects;

import org.almoner.server.access.AccessEvent;
import org.almoner.server.access.Organizations;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Ends the subscriptions of clients that are disabled, in the same transaction: whoever took hold of one is told no more. */
@Component
class ClientEndings {

    private final Subscriptions subscriptions;
    private final Organizations organizations;

    ClientEndings(Subscriptions subscriptions, Organizations organizations) {
        this.subscriptions = subscriptions;
        this.organizations = organizations;
    }

    @EventListener
    void on(AccessEvent.ClientDisabled event) {
        subscriptions.endAllOf(
                event.disabled(),
                Objects.requireNonNullElseGet(
                        event.organization(),
                        () -> organizations.operator().id().value()),
                event.clientId());
    }
}
