package org.almoner.server.audit;

import org.almoner.server.manifest.ManifestEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Puts the keys of manifests into the audit. */
@Component
final class ManifestListener {

    private final Recorder recorder;

    ManifestListener(Recorder recorder) {
        this.recorder = recorder;
    }

    @EventListener
    void on(ManifestEvent event) {
        recorder.change(new Happening(
                name(event),
                Outcome.DONE,
                event.organization(),
                event.clientId(),
                event.keyId(),
                event.detail(),
                null));
    }

    private static String name(ManifestEvent event) {
        return switch (event) {
            case ManifestEvent.KeyMade _ -> "manifest-key-made";
            case ManifestEvent.KeyWithdrawn _ -> "manifest-key-withdrawn";
        };
    }
}
