package org.almoner.server.delivery;

import java.net.UnknownHostException;

import org.almoner.server.failure.Invalid;

/** Checks endpoints by looking up where they are. */
final class ResolvedEndpoints implements EndpointCheck {

    private final SafeResolver resolver;

    ResolvedEndpoints(SafeResolver resolver) {
        this.resolver = resolver;
    }

    @Override
    public void check(Endpoint endpoint) {
        try {
            resolver.addresses(endpoint.host());
        } catch (ForbiddenAddress e) {
            throw new Invalid(
                    e.getMessage() + ". Use an endpoint that can be reached from the internet, or ask the operator"
                            + " to allow its network.");
        } catch (UnknownHostException e) {
            throw new Invalid(e.getMessage() + ". Check the endpoint's host name.");
        }
    }
}
