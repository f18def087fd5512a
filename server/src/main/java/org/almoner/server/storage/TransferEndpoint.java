package org.almoner.server.storage;

import java.io.IOException;
import java.nio.channels.SocketChannel;

import org.apache.juli.logging.Log;
import org.apache.juli.logging.LogFactory;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketBufferHandler;

/**
 * Tomcat's endpoint with sockets that observe their sendfile. Tomcat sends a file after the handler has returned, on a thread
 * of its own, and tells nobody whether the client stayed to the end.
 */
final class TransferEndpoint extends NioEndpoint {

    private static final Log log = LogFactory.getLog(TransferEndpoint.class);

    /** With TLS, sendfile would encrypt for all connections on Tomcat's one poller thread. */
    @Override
    public boolean getUseSendfile() {
        return super.getUseSendfile() && !isSSLEnabled();
    }

    boolean isOpen() {
        return running;
    }

    /** As {@link NioEndpoint} does it, but for the class of the socket: there is no smaller seam. */
    @Override
    protected boolean setSocketOptions(SocketChannel socket) {
        try {
            var pooled = getNioChannels() == null ? null : getNioChannels().pop();
            var channel = pooled == null ? createChannel(newBuffers()) : pooled;
            var wrapper = new TransferSocket(channel, this);
            channel.reset(socket, wrapper);
            connections.put(socket, wrapper);
            return started(socket, wrapper);
        } catch (IOException | RuntimeException e) {
            log.error("Cannot take a connection", e);
            destroySocket(socket);
            return false;
        }
    }

    /** From here on the wrapper owns the connection, and whoever drops it must not count it down twice. */
    private boolean started(SocketChannel socket, TransferSocket wrapper) {
        try {
            socket.configureBlocking(false);
            if (getUnixDomainSocketPath() == null) {
                socketProperties.setProperties(socket.socket());
            }
            wrapper.setReadTimeout(getConnectionTimeout());
            wrapper.setWriteTimeout(getConnectionTimeout());
            wrapper.setKeepAliveLeft(getMaxKeepAliveRequests());
            getPoller().register(wrapper);
            return true;
        } catch (IOException | RuntimeException e) {
            log.error("Cannot take a connection", e);
            return false;
        }
    }

    private SocketBufferHandler newBuffers() {
        return new SocketBufferHandler(
                socketProperties.getAppReadBufSize(),
                socketProperties.getAppWriteBufSize(),
                socketProperties.getDirectBuffer());
    }
}
