package org.almoner.server.delivery;

import java.net.UnknownHostException;

/** A host that is at an address which must not be called. */
final class ForbiddenAddress extends UnknownHostException {

    ForbiddenAddress(String message) {
        super(message);
    }
}
