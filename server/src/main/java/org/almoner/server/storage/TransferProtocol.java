package org.almoner.server.storage;

import org.apache.coyote.http11.Http11NioProtocol;

/** Tomcat's HTTP/1.1, where sendfile tells how it ended. Public because Tomcat makes it by its class name; of no other use. */
public final class TransferProtocol extends Http11NioProtocol {

    public TransferProtocol() {
        super(new TransferEndpoint());
    }
}
