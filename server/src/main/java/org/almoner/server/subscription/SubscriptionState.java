package org.almoner.server.subscription;

import java.util.Arrays;
import java.util.Locale;

/** Where a subscription stands. */
enum SubscriptionState {
    /** Its endpoint has yet to confirm it; nothing but the question is sent. */
    PENDING,
    /** Is told what happens. */
    CONFIRMED,
    /** Is told no more; can be begun again for some days by whoever received its last message. */
    ENDED;

    boolean mayBecome(SubscriptionState next) {
        return switch (this) {
            case PENDING -> next == CONFIRMED;
            case CONFIRMED -> next == ENDED;
            case ENDED -> next == CONFIRMED;
        };
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static SubscriptionState of(String wireName) {
        return Arrays.stream(values())
                .filter(state -> state.wireName().equals(wireName))
                .findFirst()
                .orElseThrow();
    }
}
