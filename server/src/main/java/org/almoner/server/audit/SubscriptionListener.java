package org.almoner.server.audit;

import org.almoner.server.subscription.SubscriptionEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Puts what happens to subscriptions into the audit. */
@Component
final class SubscriptionListener {

    private final Recorder recorder;

    SubscriptionListener(Recorder recorder) {
        this.recorder = recorder;
    }

    @EventListener
    void on(SubscriptionEvent event) {
        recorder.change(new Happening(
                name(event),
                Outcome.DONE,
                event.organization(),
                event.clientId(),
                event.object(),
                event.detail(),
                null));
    }

    private static String name(SubscriptionEvent event) {
        return switch (event) {
            case SubscriptionEvent.Requested _ -> "subscription-requested";
            case SubscriptionEvent.Confirmed _ -> "subscription-confirmed";
            case SubscriptionEvent.Changed _ -> "subscription-changed";
            case SubscriptionEvent.Ended _ -> "subscription-ended";
            case SubscriptionEvent.Removed _ -> "subscription-removed";
            case SubscriptionEvent.Paused _ -> "subscription-paused";
            case SubscriptionEvent.Resumed _ -> "subscription-resumed";
            case SubscriptionEvent.Replayed _ -> "subscription-replayed";
            case SubscriptionEvent.TopicChanged _ -> "topic-changed";
        };
    }
}
