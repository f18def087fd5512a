package org.almoner.server.audit;

import org.almoner.server.sns.SnsEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Puts the keys of notifications into the audit. */
@Component
final class SnsListener {

    private final Recorder recorder;

    SnsListener(Recorder recorder) {
        this.recorder = recorder;
    }

    @EventListener
    void on(SnsEvent event) {
        recorder.change(new Happening(
                name(event), Outcome.DONE, event.organization(), event.clientId(), event.keyId(), "", null));
    }

    private static String name(SnsEvent event) {
        return switch (event) {
            case SnsEvent.KeyMade _ -> "notification-key-made";
            case SnsEvent.KeyWithdrawn _ -> "notification-key-withdrawn";
        };
    }
}
