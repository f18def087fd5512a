package org.almoner.server.audit;

import java.util.Locale;

import org.almoner.server.storage.StorageEvent;
import org.almoner.server.storage.StorageEvent.LinkRefused;
import org.almoner.server.storage.StorageEvent.TransferEnded;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Puts downloads into the audit, and links that were not honoured. */
@Component
final class StorageListener {

    private final Recorder recorder;

    StorageListener(Recorder recorder) {
        this.recorder = recorder;
    }

    @EventListener
    void on(StorageEvent event) {
        switch (event) {
            case TransferEnded ended -> recorder.note(of(ended), ended.request());
            case LinkRefused refused -> recorder.note(of(refused));
        }
    }

    private static Happening of(TransferEnded ended) {
        return new Happening(
                "transfer-ended",
                switch (ended.outcome()) {
                    case COMPLETE -> Outcome.DONE;
                    case ABORTED -> Outcome.ABORTED;
                    case FAILED -> Outcome.FAILED;
                },
                ended.organization(),
                ended.clientId(),
                ended.name(),
                "%s, %d of %d bytes in %d ms"
                        .formatted(
                                ended.fileName(),
                                ended.bytesSent(),
                                ended.bytesPlanned(),
                                ended.took().toMillis()),
                ended.bytesSent());
    }

    private static Happening of(LinkRefused refused) {
        var object = refused.object();
        return new Happening(
                "link-refused",
                Outcome.REFUSED,
                refused.organization(),
                refused.clientId(),
                object == null ? "" : object.value(),
                refused.reason().name().toLowerCase(Locale.ROOT) + ": " + refused.path(),
                null);
    }
}
