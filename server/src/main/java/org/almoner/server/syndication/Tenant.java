package org.almoner.server.syndication;

import java.util.Locale;
import java.util.Optional;

import org.almoner.server.access.AccessEvent;
import org.almoner.server.access.Caller;
import org.almoner.server.access.OrganizationId;
import org.almoner.server.failure.NotAllowed;
import org.springframework.context.ApplicationEventPublisher;

/**
 * The organization that a request to the Data Syndication API is about. The address may say it, as in
 * {@code cernerdemo.datasyndication.example.org}; the token always does.
 */
final class Tenant {

    private static final String SERVICE = "datasyndication";

    private Tenant() {}

    /**
     * The organization of the caller.
     *
     * @param host the host of the request's address
     * @param path what was asked for, for the audit
     * @throws NotAllowed if the host speaks of another organization, be there one of that name or not
     */
    static OrganizationId of(Caller caller, String host, String path, ApplicationEventPublisher events) {
        var organization = caller.organization();
        var named = inHost(host);
        if (named.isPresent() && !named.get().equals(organization.mnemonic().value())) {
            events.publishEvent(new AccessEvent.AccessRefused(
                    organization.id().value(), caller.clientId(), path, "the host is another organization's"));
            throw new NotAllowed("The access token is not one for the organization that this host name begins with."
                    + " Use the host name of your own.");
        }
        return organization.id();
    }

    /** What a host name begins with, if it is one of this API's. */
    static Optional<String> inHost(String host) {
        var labels = host.toLowerCase(Locale.ROOT).split("\\.", 3);
        return labels.length > 1 && labels[1].equals(SERVICE) ? Optional.of(labels[0]) : Optional.empty();
    }
}
