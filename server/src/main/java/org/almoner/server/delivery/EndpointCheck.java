package org.almoner.server.delivery;

import org.almoner.server.failure.Invalid;

/** Whether an endpoint may be called at all, found out before anything is sent to it. Every letter is checked again, against what is true then. */
public interface EndpointCheck {

    /** @throws Invalid if its host is not known, or is at an address that this server must not call; in words for whoever subscribes */
    void check(Endpoint endpoint);
}
