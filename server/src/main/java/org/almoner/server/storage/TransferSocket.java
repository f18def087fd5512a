package org.almoner.server.storage;

import java.io.IOException;

import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;
import org.apache.tomcat.util.net.NioEndpoint.SendfileData;
import org.apache.tomcat.util.net.SendfileDataBase;
import org.apache.tomcat.util.net.SendfileState;
import org.jspecify.annotations.Nullable;

/** A connection that knows which transfer its sendfile belongs to. */
final class TransferSocket extends NioSocketWrapper {

    private final TransferEndpoint endpoint;

    /** Made for the answer that is being prepared; Tomcat drops it without a word if that answer fails. */
    private volatile @Nullable ObservedSendfile prepared;

    /** The thread of the request whose file Tomcat's poller has taken over. */
    private volatile @Nullable Thread handedOverBy;

    TransferSocket(NioChannel channel, TransferEndpoint endpoint) {
        super(channel, endpoint);
        this.endpoint = endpoint;
    }

    @Override
    public SendfileDataBase createSendfileData(String filename, long first, long length) {
        if (!FileSending.CURRENT.isBound()) {
            return super.createSendfileData(filename, first, length);
        }
        var observed = new ObservedSendfile(filename, first, length, FileSending.CURRENT.get());
        prepared = observed;
        return observed;
    }

    @Override
    public SendfileState processSendfile(SendfileDataBase data) {
        handedOverBy = Thread.currentThread();
        var state = super.processSendfile(data);
        if (state != SendfileState.PENDING) {
            handedOverBy = null;
        }
        return state;
    }

    @Override
    public void setSendfileData(@Nullable SendfileData data) {
        var before = getSendfileData();
        super.setSendfileData(data);
        prepared = null;
        if (data == null && before instanceof ObservedSendfile observed) {
            observed.complete();
        }
    }

    /**
     * Closes the connection, unless a file is being sent over it and the server is only being shut down: Tomcat then closes
     * what the request's thread has just handed to the poller, half-sent.
     */
    @Override
    public void close() {
        var cutShort = Thread.currentThread().equals(handedOverBy)
                && getSendfileData() != null
                && getError() == null
                && endpoint.isPaused()
                && endpoint.isOpen();
        if (!cutShort) {
            super.close();
        }
    }

    @Override
    protected void doClose() {
        var unfinished = getSendfileData() instanceof ObservedSendfile observed ? observed : prepared;
        var shortened = unfinished != null && unfinished.isFileTooShort();
        super.doClose();
        if (unfinished != null) {
            unfinished.abort(shortened);
        }
    }

    /** Tomcat's note of a file to send, which tells the transfer. */
    private static final class ObservedSendfile extends SendfileData {

        private final FileSending sending;
        private final long first;
        private final long end;

        ObservedSendfile(String fileName, long first, long length, FileSending sending) {
            super(fileName, first, length);
            this.sending = sending;
            this.first = first;
            this.end = first + length;
            this.fchannel = sending.take();
        }

        void complete() {
            sending.transfer().endElsewhere(pos - first, StorageEvent.Outcome.COMPLETE);
        }

        void abort(boolean failed) {
            sending.close();
            sending.transfer()
                    .endElsewhere(pos - first, failed ? StorageEvent.Outcome.FAILED : StorageEvent.Outcome.ABORTED);
        }

        /** Whether it was not the client's fault. */
        boolean isFileTooShort() {
            try {
                return fchannel.size() < end;
            } catch (IOException _) {
                return true;
            }
        }
    }
}
