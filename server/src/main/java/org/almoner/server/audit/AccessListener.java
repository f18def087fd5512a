package org.almoner.server.audit;

import org.almoner.server.access.AccessEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Puts identities and rights into the audit. */
@Component
final class AccessListener {

    private final Recorder recorder;

    AccessListener(Recorder recorder) {
        this.recorder = recorder;
    }

    @EventListener
    void on(AccessEvent event) {
        switch (event) {
            case AccessEvent.TokenIssued _ -> recorder.note(of("token-issued", event));
            case AccessEvent.TokenRefused _ -> recorder.note(of("token-refused", event));
            case AccessEvent.AccessRefused _ -> recorder.note(of("access-refused", event));
            case AccessEvent.TokenRevoked _ -> recorder.change(of("token-revoked", event));
            case AccessEvent.OrganizationAdded _ -> recorder.change(of("organization-added", event));
            case AccessEvent.ClientAdded _ -> recorder.change(of("client-added", event));
            case AccessEvent.ClientDisabled _ -> recorder.change(of("client-disabled", event));
            case AccessEvent.SecretAdded _ -> recorder.change(of("secret-added", event));
            case AccessEvent.SecretRemoved _ -> recorder.change(of("secret-removed", event));
            case AccessEvent.KeysRotated _ -> recorder.change(of("keys-rotated", event));
            case AccessEvent.KeyWithdrawn _ -> recorder.change(of("key-withdrawn", event));
            case AccessEvent.EntitlementGranted _ -> recorder.change(of("entitlement-granted", event));
            case AccessEvent.EntitlementWithdrawn _ -> recorder.change(of("entitlement-withdrawn", event));
        }
    }

    private static Happening of(String name, AccessEvent event) {
        return new Happening(
                name,
                event.refused() ? Outcome.REFUSED : Outcome.DONE,
                event.organization(),
                event.clientId(),
                event.object(),
                event.detail(),
                null);
    }
}
